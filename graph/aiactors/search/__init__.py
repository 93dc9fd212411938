"""Full-text search: names, titles, passages and remarks in every language, in SPARQL as well."""

from aiactors.search.hits import FIELDS, Hit
from aiactors.search.index import SearchIndex
from aiactors.search.property_functions import expand, mentions_search
from aiactors.search.sidecar import index_beside, keep_beside
from aiactors.search.writer import IndexWriter

__all__ = [
    "FIELDS",
    "Hit",
    "IndexWriter",
    "SearchIndex",
    "expand",
    "index_beside",
    "keep_beside",
    "mentions_search",
]
