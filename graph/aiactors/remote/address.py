"""The address of a server, and where on it queries, updates and whole graphs go."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from urllib.parse import unquote, urlsplit, urlunsplit

from aiactors.errors import InputError
from aiactors.remote.settings import Settings

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.\-]+)://")


def is_address(where: object) -> bool:
    """Tell whether something is a text that begins as the address of a server does.

    InputError if it is an address, but none of the web (``ftp://``).

    Example:
        >>> is_address("https://kg.example/sparql"), is_address("exports/ai-actors.trig")
        (True, False)
    """
    match = _SCHEME.match(where) if isinstance(where, str) else None
    if match is not None and match[1].lower() not in ("http", "https"):
        raise InputError(f"{match[1]}:// is no address of a server: write http:// or https://")
    return match is not None


@dataclass(frozen=True, slots=True)
class Address:
    """The address of a server.

    Attributes:
        url: the address, without name and password.
        shown: the same for people: what may be secret is left out.
        user: ``name:password``, if they stood in it.
    """

    url: str
    shown: str
    user: str = field(default="", repr=False)

    @classmethod
    def of(cls, text: str) -> Address:
        """Read an address; InputError, without the password, if it cannot be one.

        Example:
            >>> Address.of("http://me:secret@kg.example:8890/sparql?key=1")
            Address(url='http://kg.example:8890/sparql?key=1',
                    shown='http://kg.example:8890/sparql')
        """
        try:
            parts = urlsplit(text.strip())
            host, port = parts.hostname, parts.port
        except ValueError:
            raise InputError(f"{_without_secrets(text)}: the address does not parse") from None
        if not is_address(text.strip()) or not host or re.search(r"[\s\\^`{|}<>\"]", text.strip()):
            raise InputError(
                f"{_without_secrets(text)}: no address of a server: "
                "write one such as http://localhost:8890/sparql"
            )
        place = f"[{host}]" if ":" in host else host
        place += f":{port}" if port is not None else ""
        user = f"{unquote(parts.username or '')}:{unquote(parts.password or '')}"
        url = urlunsplit((parts.scheme, place, parts.path, parts.query, ""))
        return cls(
            url,
            urlunsplit((parts.scheme, place, parts.path, "", "")),
            user if parts.username else "",
        )


def _without_secrets(text: str) -> str:
    return re.sub(r"//[^/@]*@", "//", text.strip()).partition("?")[0]


@dataclass(frozen=True, slots=True)
class Endpoints:
    """The addresses of a server for queries, updates and graphs.

    Attributes:
        query: queries.
        update: updates.
        graphs: whole graphs, over the graph store protocol.
    """

    query: str
    update: str
    graphs: str


def endpoints(query: str, settings: Settings, server: str = "") -> Endpoints:
    """Find out where updates and graphs go, from where queries do.

    Example:
        >>> endpoints("http://localhost:7878/query", Settings(), "Oxigraph/0.5.13").graphs
        'http://localhost:7878/store'
        >>> endpoints("http://h/sparql", Settings(user="me:pass"), "Virtuoso/07.20").update
        'http://h/sparql-auth'
    """
    update, graphs = _beside(query, settings, server)
    return Endpoints(query, settings.update or update, settings.graphs or graphs)


def _beside(query: str, settings: Settings, server: str) -> tuple[str, str]:
    parts = urlsplit(query)
    path = parts.path.rstrip("/")
    folder, _, last = path.rpartition("/")

    def at(*paths: str) -> tuple[str, str]:
        update, graphs = (urlunsplit(parts._replace(path=p)) for p in paths)
        return update, graphs

    if server.startswith("Virtuoso"):
        closed = "-auth" if settings.user or last.endswith("-auth") else ""
        return at(f"{folder}/sparql{closed}", f"{folder}/sparql-graph-crud{closed}")
    if "/repositories/" in path:  # RDF4J, GraphDB
        return at(f"{path}/statements", f"{path}/rdf-graphs/service")
    if last == "query":
        return at(f"{folder}/update", f"{folder}/{'data' if 'Fuseki' in server else 'store'}")
    if last == "sparql":  # that of aiactors serve as well
        return at(path, f"{folder}/store")
    return at(path or "/", path or "/")
