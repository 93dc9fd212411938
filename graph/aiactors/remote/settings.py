"""How a server is spoken to: its addresses, who asks, how long and how often.

What is secret comes from the environment or from Python, never from the command line, where other
people of the machine could read it; and it is never shown again.
"""

from __future__ import annotations

import math
import os
from collections.abc import Mapping
from dataclasses import dataclass, field

from aiactors.errors import InputError


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """How a server is spoken to.

    Attributes:
        update: where updates go; found out if empty.
        graphs: where whole graphs are read and written; found out if empty.
        token: who asks, as a bearer token.
        user: who asks, as ``name:password``; sent as the server wants it, Basic or Digest.
        headers: further headers of every request.
        seconds: how long one request may take in all.
        tries: how often a request is sent before that is given up.
        pause: seconds before the second try; they double from try to try.
        longest_pause: the longest time to wait because a server asks for it.
        most_bytes: the largest answer.

    Example:
        >>> Settings(token="secret")
        Settings(update='', graphs='', seconds=300.0, tries=4, pause=0.25, longest_pause=60.0,
                 most_bytes=1073741824)
    """

    update: str = ""
    graphs: str = ""
    token: str = field(default="", repr=False)
    user: str = field(default="", repr=False)
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    seconds: float = 300.0
    tries: int = 4
    pause: float = 0.25
    longest_pause: float = 60.0
    most_bytes: int = 1 << 30

    @classmethod
    def of_environment(cls) -> Settings:
        """Read what the environment says.

        ``AIACTORS_STORE_UPDATE``, ``_GRAPHS``, ``_TOKEN``, ``_USER`` (``name:password``),
        ``_HEADERS`` (one a line, ``Name: value``) and ``_TIMEOUT`` (seconds).
        """
        user = _variable("USER")
        if user and ":" not in user:
            raise InputError("AIACTORS_STORE_USER: write name:password")
        seconds = _variable("TIMEOUT")
        return cls(
            update=_variable("UPDATE"),
            graphs=_variable("GRAPHS"),
            token=_variable("TOKEN"),
            user=user,
            headers=dict(map(_header, filter(None, _variable("HEADERS").splitlines()))),
            seconds=_seconds(seconds) if seconds else cls().seconds,
        )


def _variable(name: str) -> str:
    return os.environ.get(f"AIACTORS_STORE_{name}", "").strip()


def _header(line: str) -> tuple[str, str]:
    name, colon, value = line.partition(":")
    if not colon or not name.strip().isascii() or not name.strip():
        raise InputError("AIACTORS_STORE_HEADERS: write each header in a line, as Name: value")
    return name.strip(), value.strip()


def _seconds(text: str) -> float:
    try:
        seconds = float(text)
    except ValueError:
        seconds = math.nan
    if not 0 < seconds <= 86_400:
        raise InputError(f"AIACTORS_STORE_TIMEOUT: {text!r} is no number of seconds, such as 60")
    return seconds
