"""Facts above statements: one thing that happened is one thing in the graph.

A statement is what sources say; a fact is the one thing in the world that statements are about.
Facts are derived: grouped by rule, placed in time, ended by what followed, and weighed by all
that is said of them. ``docs/facts.md`` tells the rules.
"""

from aiactors.facts.fact import Fact, Key
from aiactors.facts.layer import Facts, Question, fact_key, facts_of, newest_day
from aiactors.facts.time import Holding, Period, Span, span_of

__all__ = [
    "Fact",
    "Facts",
    "Holding",
    "Key",
    "Period",
    "Question",
    "Span",
    "fact_key",
    "facts_of",
    "newest_day",
    "span_of",
]
