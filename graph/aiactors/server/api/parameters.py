"""The parameters of an address: read strictly, and described by the same classes."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any, Literal, Self, get_origin

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetCoreSchemaHandler,
    ValidationError,
)
from pydantic_core import core_schema

from aiactors.errors import DateError, did_you_mean, nearest
from aiactors.model import parse_day
from aiactors.schema import load_ontology, short
from aiactors.server.api.problem import Mistake, mistakes_of
from aiactors.server.site.request import PageRequest

_WHOLE = re.compile(r"0|-?[1-9][0-9]{0,17}")

LONGEST = 300
"""The most characters of a name or of a text that is searched."""


class ParametersError(ValueError):
    """Parameters that are wrong."""

    def __init__(self, mistakes: Iterator[Mistake]) -> None:
        """Store the mistakes."""
        self.mistakes = tuple(mistakes)
        super().__init__(", ".join(one.parameter for one in self.mistakes))


def _whole(text: object) -> object:
    if isinstance(text, str):
        if _WHOLE.fullmatch(text) is None:
            raise ValueError("write a whole number")
        return int(text)
    return text


def _truth(text: object) -> object:
    if isinstance(text, str):
        if text not in ("true", "false"):
            raise ValueError("write true or false")
        return text == "true"
    return text


def _day(text: object) -> object:
    if isinstance(text, str):
        try:
            return parse_day(text)
        except DateError as error:
            raise ValueError(error.why) from None
    return text


WholeNumber = Annotated[int, BeforeValidator(_whole)]
"""A number without a point."""

Truth = Annotated[bool, BeforeValidator(_truth)]
"""``true`` or ``false``."""

Day = Annotated[date, BeforeValidator(_day)]
"""A day of the calendar."""

Name = Annotated[str, Field(min_length=1, max_length=LONGEST)]
"""Any name of an entity."""

Language = Literal["en", "fr"]


def relations() -> set[str]:
    """Return the keys of all relations."""
    return {short(name) for name in load_ontology().relations}


@dataclass(frozen=True, slots=True)
class OneOf:
    """Marks a text that must be one of some names, which are not known before they are asked for.

    Attributes:
        what: what they are names of.
        names: gives the names.
    """

    what: str
    names: Callable[[], Collection[str]]

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> Any:
        """Check it after it is read."""
        return core_schema.no_info_after_validator_function(self._check, handler(source))

    def __get_pydantic_json_schema__(self, _core: Any, _handler: Any) -> dict[str, Any]:
        """Describe it by all the names."""
        return {"type": "string", "enum": sorted(self.names())}

    def _check(self, text: str) -> str:
        names = sorted(self.names())
        if text not in names:
            near = did_you_mean(nearest(text, names)) or f" Use {', '.join(names)}."
            raise ValueError(f"no {self.what} is named {text!r}.{near}")
        return text


class Parameters(BaseModel):
    """What every address takes."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", use_attribute_docstrings=True, validate_by_name=False
    )

    lang: Language = "en"
    """The language of names and words; without it, the one that the header Accept-Language
    prefers, or else English."""

    @classmethod
    def of(cls, visit: PageRequest) -> Self:
        """Read them; ParametersError if any is wrong, unknown, or given too often."""
        values: dict[str, Any] = {}
        several = cls._several()
        mistakes = []
        for name, given in visit.parameters.items():
            if name not in several:
                near = did_you_mean(nearest(name, several)) or f" Use {', '.join(several)}."
                mistakes.append(Mistake(parameter=name, detail=f"it is unknown.{near}"))
            elif several[name]:
                values[name] = given
            elif len(given) == 1:
                values[name] = given[0]
            else:
                mistakes.append(Mistake(parameter=name, detail="give it once"))
        if mistakes:
            raise ParametersError(iter(mistakes))
        if "lang" not in values:
            values["lang"] = visit.lang
        try:
            return cls.model_validate(values)
        except ValidationError as error:
            raise ParametersError(iter(mistakes_of(error))) from None

    @classmethod
    def _several(cls) -> Mapping[str, bool]:
        """Name of each → whether it may be given several times."""
        return {
            field.alias or name: get_origin(field.annotation) is tuple
            for name, field in cls.model_fields.items()
        }
