"""Who matters in the network of actors: PageRank, betweenness, communities, number of ties."""

from aiactors.errors import MissingExtraError

try:
    from aiactors.metrics.measure import ActorMetrics, measure
except ImportError as error:  # numpy or scipy is not installed
    raise MissingExtraError("large", "to measure the network") from error

__all__ = ["ActorMetrics", "measure"]
