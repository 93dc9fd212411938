"""``aiactors serve``: the graph over HTTP."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from aiactors.cli.common import StoreOption, say
from aiactors.errors import FileError, InputError, MissingExtraError

if TYPE_CHECKING:
    from aiactors.server.writing import Writable

_MEBIBYTE = 1 << 20
_LEAST = 256
_MOST = 256
_DAY = 86_400


HostOption = Annotated[
    str, typer.Option("--host", metavar="ADDRESS", help="The address to listen at.")
]
PortOption = Annotated[
    int,
    typer.Option("--port", "-p", metavar="PORT", help="The port; 0 for any.", min=0, max=65535),
]
SecondsOption = Annotated[
    float,
    typer.Option("--timeout", metavar="SECONDS", help="How long a query may run."),
]
MemoryOption = Annotated[
    int,
    typer.Option(
        "--memory", metavar="MIB", help="Memory of a worker in MiB; 0 for as much as there is."
    ),
]
KeptOption = Annotated[
    int,
    typer.Option(
        "--keep",
        metavar="MIB",
        help="Memory for answers that are kept for those who ask the same again.",
        min=0,
    ),
]
WorkersOption = Annotated[
    int | None,
    typer.Option(
        "--workers",
        metavar="N",
        help="Processes that answer queries; one for each core by default.",
        show_default=False,
    ),
]
PublicOption = Annotated[
    str,
    typer.Option(
        "--public-url",
        metavar="URL",
        help="The address under which people know the server, where another one stands before it.",
        show_default=False,
    ),
]
CorsOption = Annotated[
    list[str] | None,
    typer.Option(
        "--cors",
        metavar="ORIGIN",
        help="Let pages of another site read, such as https://app.example, or * for those of all "
        "sites; may be given several times. The release that ships, and a server with a "
        "--public-url, are open to all sites anyway.",
        show_default=False,
    ),
]
WritableOption = Annotated[
    bool,
    typer.Option(
        "--writable",
        help="Let those who show the token write to the store on disk that --store names.",
    ),
]
TokenOption = Annotated[
    str,
    typer.Option(
        "--token",
        metavar="TOKEN",
        envvar="AIACTORS_TOKEN",
        help="What those must show who write; better given in the environment, where other "
        "people of this machine cannot read it.",
        show_default=False,
    ),
]


def serve(
    store: StoreOption = None,
    host: HostOption = "127.0.0.1",
    port: PortOption = 8000,
    seconds: SecondsOption = 30.0,
    memory: MemoryOption = 2048,
    kept: KeptOption = 32,
    workers: WorkersOption = None,
    public: PublicOption = "",
    cors: CorsOption = None,
    writable: WritableOption = False,
    token: TokenOption = "",
) -> None:
    """Serve the graph over HTTP: pages, SPARQL, data.

    It listens at this machine alone unless --host says otherwise, and changes nothing unless
    --writable says so. When what it serves changes, it turns to the new without dropping a
    request.

    Example: aiactors serve --port 8000
    """
    _check(seconds, memory, workers)
    try:
        from aiactors.server.app import App
        from aiactors.server.run import run
    except ImportError as error:
        if (error.name or "").partition(".")[0] not in ("granian", "uvloop"):
            raise
        raise MissingExtraError("server", "aiactors serve") from None
    from aiactors.server.access import Access
    from aiactors.server.limits import Limits, cores
    from aiactors.server.source import Source

    access = Access.of(host, public, cors or (), is_open=store is None and not writable)
    limits = Limits(
        seconds=seconds,
        memory=memory * _MEBIBYTE,
        kept=kept * _MEBIBYTE,
        workers=workers or cores(),
    )
    written = _written(store, token) if writable else None
    source = Source(store if writable else _checked(store))
    app = App(source, limits, access, say, written)
    shown = f"[{host}]" if ":" in host else host
    run(app, host, port, lambda port: say(f"serving http://{shown}:{port}/ (Ctrl-C stops it)"))


def _check(seconds: float, memory: int, workers: int | None) -> None:
    if not 0 < seconds <= _DAY:
        raise InputError(f"--timeout {seconds:g}: write seconds, from more than 0 to {_DAY}")
    if memory < 0 or 0 < memory < _LEAST:
        raise InputError(f"--memory {memory}: a worker needs {_LEAST} MiB or more")
    if workers is not None and not 1 <= workers <= _MOST:
        raise InputError(f"--workers {workers}: write a number from 1 to {_MOST}")


def _written(named: str | None, token: str) -> Writable:
    from aiactors.remote import is_address
    from aiactors.server.writing import Writable

    if named is None or is_address(named):
        raise InputError("--writable: name with --store the folder of the store to write to")
    store = Path(named)
    if store.exists() and not (store / "CURRENT").is_file() and any(_inside(store)):
        raise InputError(f"--writable: {store} is no store on disk, and not an empty folder")
    folder = store.resolve()
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise FileError(folder, f"cannot be made: {error.strerror or error}") from None
    return Writable(folder, token)


def _inside(store: Path) -> Iterator[Path]:
    return store.iterdir() if store.is_dir() else iter([store])


def _checked(store: str | None) -> str | None:
    from aiactors.remote import is_address

    if store is not None and not is_address(store) and not Path(store).exists():
        raise FileError(store, "no such file or folder: name a store, a file of RDF or dossiers")
    return store
