"""The knowledge graph of the actors of the AI industry.

Who founded, funded, sued, left, bought and competes with whom, who says so, since when, and how
well it stands::

    import aiactors

    graph = aiactors.open()
    graph.entity("Musk")
    graph.query("founders", organization="OpenAI")
"""

from typing import TYPE_CHECKING

__all__ = ["AiActorsError", "Graph", "Result", "open"]

if TYPE_CHECKING:
    from aiactors.errors import AiActorsError
    from aiactors.graph import Graph
    from aiactors.opening import open_graph as open
    from aiactors.query import Result
else:
    # Imported when asked for: every command imports this package, and few need all of it.
    _ORIGINS = {
        "AiActorsError": ("aiactors.errors", "AiActorsError"),
        "Graph": ("aiactors.graph", "Graph"),
        "Result": ("aiactors.query", "Result"),
        "open": ("aiactors.opening", "open_graph"),
    }

    def __getattr__(name: str) -> object:
        """Import what is asked for, and keep it."""
        from importlib import import_module

        if name not in _ORIGINS:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        module, attribute = _ORIGINS[name]
        globals()[name] = value = getattr(import_module(module), attribute)
        return value

    def __dir__() -> list[str]:
        """List what can be asked for too."""
        return sorted({*globals(), *__all__})
