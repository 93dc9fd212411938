"""The network as one page: open it anywhere, without a network."""

from __future__ import annotations

from aiactors.view.page import render_page, to_pyvis

__all__ = ["render_page", "to_pyvis"]
