"""Records of any number to a store, as a stream: nothing is held that grows with its texts.

The way is cut into parts of some thousand statements. What a part becomes is written into a folder
beside the store that is to be, so that a run that was cut off goes on where it was; the store takes
its name when all of it is there.
"""

from typing import TYPE_CHECKING

__all__ = ["BuiltFolder", "BuiltStore", "build_folder", "build_store"]

if TYPE_CHECKING:
    from aiactors.bulk.build import BuiltStore, build_store
    from aiactors.bulk.folder import BuiltFolder
    from aiactors.bulk.shards import build_folder
else:
    # Imported when asked for: a folder that is built again needs neither engine nor index, and
    # importing them takes as long as its work.
    _ORIGINS = {
        "BuiltFolder": "aiactors.bulk.folder",
        "BuiltStore": "aiactors.bulk.build",
        "build_folder": "aiactors.bulk.shards",
        "build_store": "aiactors.bulk.build",
    }

    def __getattr__(name: str) -> object:
        """Import what is asked for, and keep it."""
        from importlib import import_module

        if name not in _ORIGINS:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        globals()[name] = value = getattr(import_module(_ORIGINS[name]), name)
        return value

    def __dir__() -> list[str]:
        """List what can be asked for too."""
        return sorted({*globals(), *__all__})
