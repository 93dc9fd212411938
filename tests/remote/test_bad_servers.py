"""Servers that are wrong, busy, hostile or not there: each gets a clear error, or another try."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest

from aiactors.errors import InputError, QueryError, ServerError
from aiactors.query import Result
from aiactors.remote import Settings
from aiactors.remote.server import Server
from tests.remote.rude import JSON, ROW, ROWS, YES, Rude, Say, rude
from tests.servers import free_port
from tests.waiting import until

pytestmark = pytest.mark.heavy

SECRET = "s3cret-word"
QUICK = Settings(pause=0.01, tries=3, seconds=3600)


@dataclass
class Clock:
    """What the client takes for the clock.

    Attributes:
        tick: seconds that pass whenever it is looked at.
        slept: the pauses that were made, and took no time.
    """

    tick: float = 0.0
    slept: list[float] = field(default_factory=list)
    _now: float = 0.0

    def monotonic(self) -> float:
        """What it shows."""
        self._now += self.tick
        return self._now

    def sleep(self, seconds: float) -> None:
        """Let time pass at once."""
        self.slept.append(seconds)
        self._now += seconds


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """The client's clock, set by the test."""
    clock = Clock()
    monkeypatch.setattr("aiactors.remote.client.time", clock)
    return clock


def asked(server: Rude, settings: Settings = QUICK) -> bool:
    """Ask it yes or no."""
    return bool(Server(server.address, settings).ask("ASK {}"))


def rows(server: Rude, settings: Settings = QUICK) -> list[object]:
    """Ask it for rows."""
    return list(Server(server.address, settings).select("SELECT ?x { ?x ?p ?o }", ("x",)))


@pytest.mark.parametrize(
    ("say", "words"),
    [
        (Say(b"<html>Hello</html>", media="text/html; charset=utf-8"), "a page of HTML"),
        (Say(b"hello", media="text/plain"), "text/plain: is it the address of a SPARQL server"),
        (Say(b"", media=""), "something of no kind"),
        (Say(b'{"head": {"vars": ["x"]}, "results": {"bind'), "breaks off or does not parse"),
        (Say(b'{"head": {"vars": ["x"]}, "results": 3}'), "breaks off or does not parse"),
        (Say(ROWS % b'{"x": {"type": "moon"}}'), "breaks off or does not parse"),
        (Say(b"\x00\xff\xfe", media="application/sparql-results+xml"), "breaks off or does not"),
        (Say(YES), "yes or no where rows were asked for"),
        (Say(ROWS % ROW, cut=True), "ended its answer in the middle"),
        (Say(b"no entry", 401, "text/plain"), "set AIACTORS_STORE_USER"),
        (Say(b"<html>no</html>", 403, "text/html"), "does not allow it"),
        (Say(b"", 404), "has nothing at this address"),
        (Say(b"", 405), "does not take this"),
        (Say(b"oh dear", 500, "text/plain"), "answered with status 500 (status 500: oh dear)"),
        (Say(b"x" * 9000, 500, "text/plain"), "x …)"),
        (Say(b"", 302, headers={"location": "file:///etc/passwd"}), "sends on to file:"),
        (
            Say(b"", 307, headers={"location": "http://a:b@x.example/y?k=1"}),
            "to http://x.example/y:",
        ),
        (Say(b"", 301, headers={"location": "/other"}), "sends on to /other: name that address"),
        (Say(b"", 302), "sends on to"),
        (Say(ROWS % ROW, headers={"x-sql-state": "S1TAT"}), "a part of the answer"),
    ],
)
def test_what_is_wrong_with_it_is_said(say: Say, words: str) -> None:
    """With its address, and no password in it."""
    with rude(say) as server:
        address = server.address.replace("//", f"//me:{SECRET}@") + f"?key={SECRET}"
        with pytest.raises(ServerError) as error:
            list(Server(address, QUICK).select("SELECT ?x { ?x ?p ?o }", ("x",)))
    assert words in str(error.value)
    assert str(error.value).startswith(server.address)
    assert SECRET not in str(error.value)


def test_a_query_that_the_server_refuses() -> None:
    """It may know less SPARQL than we do."""
    with rude(Say(b"cannot do\nthat", 400, "text/plain")) as server:
        with pytest.raises(QueryError, match=r"refuses it: cannot do that"):
            asked(server)


def test_nobody_is_there() -> None:
    """And a name that nobody has."""
    for address in (f"http://127.0.0.1:{free_port()}/sparql", "http://nobody.invalid/sparql"):
        with pytest.raises(ServerError, match="cannot be reached"):
            Server(address, QUICK).ask("ASK {}")


@pytest.mark.parametrize(
    "address",
    ["http://", "http:///sparql", "http://x:99999/", "http://a b/", "http://[::1/", "https://<x>/"],
)
def test_no_address(address: str) -> None:
    """It is said before anything is sent."""
    with pytest.raises(InputError, match="address"):
        Server(address, QUICK)


@pytest.mark.parametrize("status", [429, 502, 503, 504])
def test_what_is_busy_is_asked_again(status: int, clock: Clock) -> None:
    """With pauses that double, and are a little longer each time by chance."""
    with rude(Say(b"busy", status, "text/plain"), Say(b"busy", status, "text/plain"), Say()) as it:
        assert asked(it)
        assert len(it.heard) == 3
    first, second = clock.slept
    assert 0.01 <= first <= 0.0125
    assert 0.02 <= second <= 0.025


def test_what_hangs_up_is_asked_again() -> None:
    """A query changes nothing."""
    with rude(Say(hang_up=True), Say()) as server:
        assert asked(server)


def test_it_is_given_up_in_the_end() -> None:
    """After as many tries as were set."""
    with rude(Say(b"overloaded", 503, "text/plain")) as server:
        with pytest.raises(ServerError, match="status 503: overloaded"):
            asked(server)
        assert len(server.heard) == 3


def test_the_server_says_how_long_to_wait(clock: Clock) -> None:
    """And is not waited for for ever."""
    with rude(Say(b"", 503, headers={"retry-after": "30"}), Say()) as server:
        assert asked(server)
        assert clock.slept == [30]
    with rude(Say(b"", 429, headers={"retry-after": "3600"})) as server:
        with pytest.raises(ServerError, match="left alone for 3600 seconds"):
            asked(server)


@pytest.mark.parametrize(
    ("say", "times"),
    [
        (Say(hang_up=True), 1),
        (Say(b"", 502), 1),
        (Say(b"", 504), 1),
        (Say(b"", 429), 3),
        (Say(b"", 503), 3),
    ],
)
def test_an_update_that_may_have_happened_is_not_sent_again(say: Say, times: int) -> None:
    """Unless it does the same twice."""
    with rude(say) as server:
        known = Server(server.address, QUICK)
        known.name = "as it calls itself"  # or it would be asked for that first
        with pytest.raises(ServerError):
            known.update("INSERT { ?s ?p 1 } WHERE { ?s ?p ?o }")
        assert len(server.heard) == times
    with rude(say, Say(b"")) as server:
        known = Server(server.address, QUICK)
        known.name = "as it calls itself"
        known.update("DROP SILENT DEFAULT", again=True)
        assert len(server.heard) == 2


def test_an_answer_without_an_end(clock: Clock) -> None:
    """Nobody's memory or time is given to it."""
    with rude(Say(b"x" * 100_000, endless=True)) as server:
        small = Settings(most_bytes=1_000_000, tries=1)
        with pytest.raises(ServerError, match="longer than 1,000,000 bytes"):
            rows(server, small)
    clock.tick = 100
    with rude(Say(b" ", endless=True)) as server:
        with pytest.raises(ServerError, match=r"within 60 s"):
            rows(server, Settings(seconds=60, tries=1))


@pytest.mark.parametrize(("tick", "times"), [(0.0, 3), (1.0, 1)])
def test_an_answer_that_is_late(tick: float, times: int, clock: Clock) -> None:
    """It is asked again while there is time, and not for ever."""
    clock.tick = tick
    with rude(Say(late=True)) as server:
        with pytest.raises(ServerError, match="did not answer in time"):
            asked(server, Settings(seconds=0.2, tries=3, pause=0.01))
        until(lambda: len(server.heard) == times, f"it is asked {times} times")


def test_who_asks() -> None:
    """A token, a header, or a name with a password: that one only where it is asked for."""
    with rude(Say()) as server:
        asked(server, Settings(token=SECRET, headers={"x-key": "7"}))
        headers = server.heard[0][2]
        assert (headers["authorization"], headers["x-key"]) == (f"Bearer {SECRET}", "7")
    with rude(Say()) as server:
        asked(server, Settings(user=f"me:{SECRET}"))
        assert "authorization" not in server.heard[0][2]
    basic = {"www-authenticate": 'Basic realm="x"'}
    with rude(Say(b"", 401, headers=basic), Say()) as server:
        assert asked(server, Settings(user="me:secret"))
        assert server.heard[1][2]["authorization"] == "Basic bWU6c2VjcmV0"
    digest = {"www-authenticate": 'Digest realm="x", nonce="n", qop="auth", algorithm=MD5'}
    with rude(Say(b"", 401, headers=digest), Say()) as server:
        assert asked(server, Settings(user="me:secret"))
        assert server.heard[1][2]["authorization"].startswith('Digest username="me"')
        assert "secret" not in server.heard[1][2]["authorization"]
    with rude(Say(b"", 401, headers={"www-authenticate": "Negotiate"})) as server:
        with pytest.raises(ServerError, match="wants to know who asks"):
            asked(server, Settings(user=f"me:{SECRET}"))


def test_a_token_that_no_header_can_hold() -> None:
    """Line feeds would be headers of their own."""
    with rude(Say()) as server:
        for settings in (Settings(token="é"), Settings(headers={"x": "a\r\nb: c"})):
            with pytest.raises(InputError, match="no header can hold"):
                asked(server, settings)
        assert server.heard == []


def test_columns_are_those_of_the_query() -> None:
    """Whatever the server makes of them."""
    body = b'{"head": {"vars": ["more", "x"]}, "results": {"bindings": [%s]}}' % ROW
    with rude(Say(body)) as server:
        answer = Server(server.address, QUICK).select("SELECT ?y ?x {}", ("y", "x"))
    assert Result(answer).columns == ("y", "x")
    assert Result(answer).kind == "rows"


def test_a_round_number_of_rows_may_be_a_cap() -> None:
    """So there is asked whether there are more; a server that cannot say so has no more."""
    thousand = ROWS % b",".join([ROW] * 1000)
    with rude(Say(thousand), Say(ROWS % b"")) as server:
        assert len(rows(server)) == 1_000
        assert b"OFFSET+1000" in server.heard[1][3]
    with rude(Say(thousand), Say(b"", 500)) as server:
        assert len(rows(server)) == 1_000
    pages = [thousand, ROWS % ROW, thousand, thousand, ROWS % b",".join([ROW] * 7)]
    with rude(*map(Say, pages)) as server:
        assert len(rows(server)) == 2_007


def test_an_answer_larger_than_memory_lies_in_a_file(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is read from there row by row."""
    monkeypatch.setattr("aiactors.remote.client.IN_MEMORY", 1_000)
    with rude(Say(ROWS % b",".join([ROW] * 999), media=JSON)) as server:
        assert len(rows(server)) == 999
