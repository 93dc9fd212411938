"""The network as one page: open it anywhere, without a network."""

from __future__ import annotations

from aiactors.view.assets import page_policy
from aiactors.view.page import render_page, to_pyvis

__all__ = ["page_policy", "render_page", "to_pyvis"]
