"""What a check finds."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One thing that breaks a rule.

    Attributes:
        rule: the name of the rule.
        about: what breaks it: a reference, or a place in a document.
        message: what is wrong and what to do, in plain words.
        details: values that help to see why.
        error: whether it fails the build; else it is a warning.
    """

    rule: str
    about: str
    message: str
    details: tuple[str, ...] = ()
    error: bool = True

    def __str__(self) -> str:
        """Return the finding in one line."""
        more = f" ({', '.join(self.details)})" if self.details else ""
        return f"{self.about}: {self.message}{more} [{self.rule}]"
