"""Counts: what a graph holds, how well it stands, and where it is thin."""

from aiactors.stats.count import count
from aiactors.stats.on_day import count_on
from aiactors.stats.tables import Stats, Table
from aiactors.stats.tiers import tier_of

__all__ = ["Stats", "Table", "count", "count_on", "tier_of"]
