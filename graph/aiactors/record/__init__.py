"""The record of one entity: all that is said of it, in words, for people to read."""

from aiactors.record.cite import bibtex, claim_review, footnote, script_json
from aiactors.record.data import Citation, Line, Record, Stance, Told
from aiactors.record.make import RecordMaker
from aiactors.record.now import HoldingNow, Now, holding_now
from aiactors.record.sources import citation

__all__ = [
    "Citation",
    "HoldingNow",
    "Line",
    "Now",
    "Record",
    "RecordMaker",
    "Stance",
    "Told",
    "bibtex",
    "citation",
    "claim_review",
    "footnote",
    "holding_now",
    "script_json",
]
