"""How things get their ids: slugs for what people name, hashes for what they say.

A hash is the first 20 hexadecimal digits of the SHA-256 of the parts, in UTF-8, joined by the
unit separator U+001F. It depends on nothing but the content: every run and machine gives the
same.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from typing import Annotated

from pydantic import StringConstraints

SLUG = r"[a-z0-9]+(?:-[a-z0-9]+)*"
_SLUG = re.compile(SLUG, re.ASCII)
_HASH = r"[0-9a-f]{20}"

Slug = Annotated[str, StringConstraints(pattern=rf"^{SLUG}$", max_length=120)]
"""An id that a person can read: ``elon-musk``."""

TermName = Annotated[str, StringConstraints(pattern=r"^[A-Za-z][A-Za-z0-9]*$", max_length=80)]
"""The local name of a term of the ontology: ``chiefExecutiveOf``, ``Asserts``."""

LanguageTag = Annotated[
    str, StringConstraints(pattern=r"^[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*$", to_lower=True)
]
"""A language tag, in small letters as RDF tools keep it: ``fr``, ``zh-hant``."""

EntityRef = Annotated[str, StringConstraints(pattern=rf"^id:{SLUG}$")]
"""A reference to an entity: ``id:elon-musk``."""

StatementRef = Annotated[str, StringConstraints(pattern=rf"^st:{_HASH}$")]
"""A reference to a statement: ``st:0123456789abcdef0123``."""

Concept = Annotated[str, StringConstraints(pattern=r"^ai:[A-Z][A-Za-z]*$")]
"""A concept of the ontology: ``ai:Rejected``."""

Ref = Annotated[str, StringConstraints(pattern=rf"^(?:id:{SLUG}|st:{_HASH}|ai:[A-Z][A-Za-z]*)$")]
"""A reference to an entity, a statement or a concept."""


def is_slug(text: str) -> bool:
    """Tell whether a text can be an id.

    Example:
        >>> is_slug("elon-musk"), is_slug("Elon Musk")
        (True, False)
    """
    return _SLUG.fullmatch(text) is not None and len(text) <= 120


def slug(text: str) -> str:
    """Make an id of a name: small letters, digits and single hyphens; may be empty.

    Example:
        >>> slug("Éditions Musk & Cie")
        'editions-musk-cie'
    """
    bare = unicodedata.normalize("NFKD", text.casefold()).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", bare).strip("-")


def content_hash(*parts: str) -> str:
    """Return the hash of texts in their order, 20 hexadecimal digits; an absent part is "".

    Example:
        >>> content_hash("id:elon-musk", "founded", "id:openai")
        '8e855783e7a238d34f69'
    """
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:20]


def text_hash(text: str) -> str:
    """Return ``sha256:`` and the hash of a text, which is brought to NFC first.

    Example:
        >>> text_hash("oui")[:18]
        'sha256:3a3468fa89b'
    """
    return "sha256:" + hashlib.sha256(unicodedata.normalize("NFC", text).encode()).hexdigest()
