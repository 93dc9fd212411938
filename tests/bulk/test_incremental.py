"""A folder that is built again of changed records: the bytes of a full build, and no more work."""

from __future__ import annotations

import copy
import gzip
import json
import os
import re
import signal
import sqlite3
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest
from hypothesis import event, given
from hypothesis import strategies as st

from aiactors.bulk import build_folder, lines, replace, state
from aiactors.dossier import read_dossiers
from aiactors.errors import DossierError, FileError
from aiactors.model import DossierSet
from aiactors.progress import Advance
from aiactors.records import record_lines
from tests.strategies import dossier_sets, examples
from tests.waiting import PATIENCE

pytestmark = pytest.mark.heavy

Record = dict[str, Any]


class Steps:
    """Keeps the steps of a build."""

    def __init__(self) -> None:
        """Begin with none."""
        self.told: list[str] = []

    @contextmanager
    def step(self, what: str, total: int | None = None, unit: str = "") -> Iterator[Advance]:
        """Keep a step."""
        self.told.append(what)
        yield lambda _: None

    @property
    def all_anew(self) -> bool:
        """Whether all was built anew."""
        return "reading what is declared" in self.told


class Ground:
    """Records in files, and the folder that is built of them again and again."""

    def __init__(self, folder: Path, *, packed: bool = False) -> None:
        """Begin with nothing."""
        self.packed = packed
        self.folder, self.records, self.out = folder, folder / "records", folder / "out"
        self.records.mkdir(parents=True)
        self._at = 10**18  # in 2001: long before any build
        self._fresh = 0

    def write(self, records: list[Record]) -> None:
        """Write records into a file for each dossier, or the file that they name."""
        texts: dict[str, str] = defaultdict(str)
        for record in records:
            plain = {key: value for key, value in record.items() if key != "file"}
            texts[f"{record.get('file', record['dossier'])}.jsonl"] += json.dumps(plain) + "\n"
        for path in self.records.iterdir():
            if path.name not in texts:
                path.unlink()
        for name, text in texts.items():
            path = self.records / name
            if not path.exists() or path.read_text("utf-8") != text:
                path.write_text(text, "utf-8")
                self._at += 1_000_000_001
                os.utime(path, ns=(self._at, self._at))

    def build(self) -> Steps:
        """Build the folder, and return the steps."""
        steps = Steps()
        build_folder(self.records, self.out, steps, packed=self.packed)
        return steps

    def full(self) -> Path:
        """Build another folder of the same records."""
        self._fresh += 1
        out = self.folder / f"full-{self._fresh}"
        build_folder(self.records, out, packed=self.packed)
        return out

    def check(self) -> None:
        """The folder is, file for file, that of a full build, and so is what is kept of it."""
        full = self.full()
        assert contents(self.out) == contents(full)
        assert kept(self.out) == kept(full)


def contents(folder: Path) -> dict[str, bytes]:
    """All canonical files."""
    return {name: (folder / name).read_bytes() for name in stamps(folder)}


def stamps(folder: Path) -> dict[str, tuple[int, int]]:
    """All canonical files, and by what a file is known from another one in its place."""
    paths = (path for path in folder.rglob("*") if path.is_file() and path.name != state.NAME)
    return {
        path.relative_to(folder).as_posix(): (path.stat().st_ino, path.stat().st_mtime_ns)
        for path in paths
    }


def kept(folder: Path) -> dict[str, list[Any]]:
    """What the state holds, but for the times of files."""
    tables = {
        "files": "file, size",
        "places": "*",
        "dossiers": "*",
        "things": "*",
        "statements": "*",
        "told": "*",
        "merged": "*",
        "written": "file, bytes, sha256, lines",
        "moves": "*",
    }
    with closing(sqlite3.connect(folder / state.NAME)) as found:
        return {
            table: sorted(found.execute(f"SELECT {columns} FROM {table}"), key=repr)
            for table, columns in tables.items()
        }


def plain(dossiers: DossierSet) -> list[Record]:
    """Dossiers as records."""
    return [json.loads(line) for line in record_lines(dossiers)]


def story() -> list[Record]:
    """Two companies, what became of them, and who tells it: three dossiers."""
    thing = {"names": {"en": "Somebody"}}
    return [
        {"dossier": "a", "title": {"en": "A"}},
        {"dossier": "a", "entity": {"id": "mira", "kinds": ["Person"], **thing}},
        {"dossier": "a", "entity": {"id": "orion", "kinds": ["Company"], **thing}},
        {"dossier": "b", "entity": {"id": "press", "kinds": ["Company"], **thing}},
        {"dossier": "b", "entity": {"id": "house", "kinds": ["Company"], **thing}},
        document("b", "one", publisher="id:press"),
        document("c", "two", copy_of="id:one"),
        said("a", "one"),
        said("b", "two", when="2015"),
        said("c", "two"),
        said("c", "one", when="2016", predicate="investedIn"),
    ]


def document(dossier: str, id_: str, **more: str) -> Record:
    """A record of a document."""
    known = {"id": id_, "kinds": ["Article"], "names": {"en": id_}, "published": "2020-02-02"}
    return {"dossier": dossier, "document": known | more}


def said(dossier: str, where: str, **more: Any) -> Record:
    """A record of a statement that a document tells."""
    evidence = {"document": f"id:{where}", "where": "page 1", "gist": {"en": "They did."}}
    told = {"said_in": f"id:{where}", "evidence": [evidence]}
    known = {"subject": "id:mira", "predicate": "founded", "object": "id:orion"}
    return {"dossier": dossier, "statement": known | {"attributions": [told]} | more}


class Edits:
    """Changes to records, some of which make them wrong."""

    def __init__(self, draw: st.DrawFn, records: list[Record]) -> None:
        """Begin with records."""
        self.draw, self.records = draw, copy.deepcopy(records)

    def one(self) -> None:
        """Make a change."""
        edits = (
            self._statement_gone,
            self._statement_told_elsewhere,
            self._statement_moved,
            self._another_time,
            self._another_source,
            self._another_rank,
            self._another_override,
            self._renamed,
            self._another_date,
            self._another_tie,
            self._thing_moved,
            self._thing_gone,
            self._another_title,
            self._another_file,
            self._dossier_gone,
            self._told_twice,
        )
        edit = self.draw(st.sampled_from(edits))
        event(edit.__name__.strip("_"))
        edit()

    def _some(self, *keys: str) -> list[Record]:
        return [record for record in self.records if any(key in record for key in keys)]

    def _any(self, *keys: str) -> Record | None:
        found = self._some(*keys)
        return self.draw(st.sampled_from(found)) if found else None

    def _dossier(self) -> str:
        names = sorted({record["dossier"] for record in self.records})
        return str(self.draw(st.sampled_from([*names, "another", "z-last"])))

    def _statement_gone(self) -> None:
        if (found := self._any("statement")) is not None:
            self.records.remove(found)

    def _statement_told_elsewhere(self) -> None:
        if (found := self._any("statement")) is not None:
            self.records.append(copy.deepcopy(found) | {"dossier": self._dossier()})

    def _told_twice(self) -> None:
        if (found := self._any("statement")) is not None:
            self.records.append(copy.deepcopy(found))

    def _statement_moved(self) -> None:
        if (found := self._any("statement")) is not None:
            found["dossier"] = self._dossier()

    def _another_time(self) -> None:
        if (found := self._any("statement")) is not None:
            other = copy.deepcopy(found)
            other["statement"]["when"] = self.draw(st.sampled_from(["1999", "2001-02", "2003/.."]))
            self.records.append(other)

    def _another_source(self) -> None:
        one, other = self._any("statement"), self._any("statement")
        if one is not None and other is not None:
            one["statement"]["attributions"] = copy.deepcopy(other["statement"]["attributions"])

    def _another_rank(self) -> None:
        if (found := self._any("statement")) is not None:
            ranks = ["Preferred", "Normal", "Deprecated"]
            found["statement"]["rank"] = self.draw(st.sampled_from(ranks))

    def _another_override(self) -> None:
        if (found := self._any("statement")) is not None:
            status = self.draw(st.sampled_from(["Established", "Denied"]))
            found["statement"]["override"] = {"status": status, "reason": {"en": "So."}}

    def _renamed(self) -> None:
        if (found := self._any("entity", "document")) is not None:
            thing = found.get("entity") or found["document"]
            thing["names"] = {"en": self.draw(st.sampled_from(["New", "Newer"]))}

    def _another_date(self) -> None:
        if (found := self._any("document")) is not None:
            found["document"]["published"] = self.draw(st.sampled_from(["1990", "2024-05-06"]))

    def _another_tie(self) -> None:
        found = self._any("entity", "document")
        others = [record["entity"]["id"] for record in self._some("entity")]
        if found is None or not others:
            return
        thing = found.get("entity") or found["document"]
        ties = ["owner", "tier"] + (["publisher"] if "document" in found else [])
        tie = self.draw(st.sampled_from(ties))
        value = f"id:{self.draw(st.sampled_from(others))}"
        thing[tie] = "WeakTier" if tie == "tier" else value

    def _thing_moved(self) -> None:
        if (found := self._any("entity", "document")) is not None:
            found["dossier"] = self._dossier()

    def _thing_gone(self) -> None:
        if (found := self._any("entity", "document")) is not None:
            self.records.remove(found)

    def _another_title(self) -> None:
        name = self._dossier()
        bulk = self.draw(st.booleans())
        self.records.append({"dossier": name, "title": {"en": "Another"}, "bulk": bulk})

    def _another_file(self) -> None:
        if (found := self._any("statement", "entity", "title")) is not None:
            found["file"] = self._dossier()

    def _dossier_gone(self) -> None:
        name = self._dossier()
        self.records = [record for record in self.records if record["dossier"] != name]


def problems(error: DossierError) -> set[str]:
    """What is wrong; what is declared twice may be told where it stands first, or last."""
    return {
        re.sub(r"^\S+?:\d+: ", "", str(one)) if "twice" in str(one) else str(one)
        for one in error.problems
    }


def check_again(ground: Ground, records: list[Record]) -> None:
    """What is built again is what a full build makes; where that fails, nothing is changed."""
    ground.write(records)
    before = stamps(ground.out), contents(ground.out), kept(ground.out)
    try:
        full = ground.full()
    except DossierError as error:
        event("wrong")
        with pytest.raises(DossierError) as caught:
            ground.build()
        assert problems(caught.value) == problems(error)
        assert (stamps(ground.out), contents(ground.out), kept(ground.out)) == before
        return
    assert not ground.build().all_anew
    after = contents(ground.out)
    assert after == contents(full)
    assert kept(ground.out) == kept(full)
    for name, stamp in stamps(ground.out).items():
        if before[1].get(name) == after[name] and name != "build.json":
            assert before[0][name] == stamp


@examples(12)
@given(
    data=st.data(),
    dossiers=dossier_sets(6),
    told=st.booleans(),
    spread=st.booleans(),
    packed=st.booleans(),
)
def test_the_same_as_a_full_build(
    data: st.DataObject,
    dossiers: DossierSet,
    told: bool,
    spread: bool,
    packed: bool,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    """Whatever the records, and whatever is changed in them, again and again."""
    ground = Ground(tmp_path_factory.mktemp("again"), packed=packed)
    records = story() if told else plain(dossiers)
    if spread:  # dossiers over files, and several into one
        for number, record in enumerate(records):
            record["file"] = "xyz"[number % 3]
    ground.write(records)
    ground.build()
    for _ in range(2):
        edits = Edits(data.draw, records)  # type: ignore[arg-type]
        for _ in range(data.draw(st.integers(1, 3))):
            edits.one()
        if edits.records:
            check_again(ground, edits.records)


@pytest.fixture
def ground(tmp_path: Path) -> Ground:
    """The story, built once."""
    made = Ground(tmp_path)
    made.write(story())
    made.build()
    return made


def changed_rank() -> list[Record]:
    """The story, where what one dossier tells of 2015 is preferred to what all others tell."""
    records = story()
    records[8]["statement"]["rank"] = "Preferred"
    return records


def test_nothing_has_changed(ground: Ground) -> None:
    """Nothing is written, and the same is told."""
    before = stamps(ground.out)
    first = build_folder(ground.records, ground.folder / "another")
    assert build_folder(ground.records, ground.out) == first
    assert stamps(ground.out) == before


@pytest.mark.parametrize(
    ("edit", "rewritten"),
    [
        (lambda r: r[0].update(title={"en": "B"}), {"graphs/a.nq"}),
        (lambda r: r[1]["entity"].update(names={"en": "M"}), {"graphs/a.nq", "entities/a"}),
        # Another dossier is the home of what it tells, and a copy is no more than what it copies.
        (lambda r: r[9]["statement"].update(note={"en": "N"}), {"graphs/c.nq"}),
        (lambda r: r.pop(9), {"graphs/c.nq"}),
        # Its home is another one.
        (lambda r: r.pop(7), {"graphs/a.nq", "statements/c", "derived/c.nq"}),
        # What is preferred puts aside what another dossier tells.
        (
            lambda r: r[8]["statement"].update(rank="Preferred"),
            {"graphs/b.nq", "statements/a", "statements/b", "derived/a.nq", "derived/b.nq"},
        ),
        # Statements are known since the date of a document; its copy has a date of its own.
        (
            lambda r: r[5]["document"].update(published="2019"),
            {"graphs/b.nq", "statements/a", "statements/c", "derived/a.nq", "derived/c.nq"},
        ),
        # Who published a document that another one copies rests on what that one is.
        (
            lambda r: r[3]["entity"].update(tier="WeakTier"),
            {"graphs/b.nq", "statements/a", "statements/b", "statements/c"}
            | {"derived/a.nq", "derived/b.nq", "derived/c.nq"},
        ),
    ],
)
def test_no_more_than_that_is_written(edit: Any, rewritten: set[str], ground: Ground) -> None:
    """A file whose bytes are as they were is the same file."""
    before, records = stamps(ground.out), story()
    edit(records)
    ground.write(records)
    assert not ground.build().all_anew
    after = stamps(ground.out)
    found = {
        re.sub(r"^columns/(\w+)\.parquet/(\w+)\.parquet$", r"\1/\2", name)
        for name in after
        if before.get(name) != after[name]
    }
    assert found == rewritten | {"build.json"}
    ground.check()


class CutError(BaseException):
    """What ends a run in the middle, as Ctrl-C does."""


def test_cut_off_anywhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A run that is cut off has done nothing, or the next one ends its work."""
    inner = Path.replace
    at = 0
    ends = False
    while not ends:
        ground = Ground(tmp_path / str(at))
        ground.write(story())
        ground.build()
        old = contents(ground.out)
        ground.write(changed_rank())
        count = 0

        def cut(path: Path, target: Path, at: int = at) -> Path:
            nonlocal count
            count += 1
            if count > at:
                raise CutError
            return inner(path, target)

        with monkeypatch.context() as patched:
            patched.setattr(Path, "replace", cut)
            try:
                ground.build()
                ends = True
            except CutError:
                pass
        if not ends and not (ground.out / replace.BESIDE).exists():
            assert contents(ground.out) == old
        assert not ground.build().all_anew
        ground.check()
        at += 1
    assert at > 5


def test_killed_in_the_middle(tmp_path: Path) -> None:
    """A process that is killed while it moves files: the next run moves the others."""
    ground = Ground(tmp_path)
    ground.write(story())
    ground.build()
    ground.write(changed_rank())
    program = (
        "import os, sys, pathlib; from aiactors.bulk import build_folder, replace\n"
        "inner, moved = pathlib.Path.replace, []\n"
        "def cut(path, target):\n"
        "    if replace.BESIDE in str(path) and replace.BESIDE not in str(target):\n"
        "        moved.append(path)\n"
        "        if len(moved) == 3: os.kill(os.getpid(), 9)\n"
        "    return inner(path, target)\n"
        "pathlib.Path.replace = cut\n"
        "build_folder(*map(pathlib.Path, sys.argv[1:]))\n"
    )
    found = subprocess.run(
        [sys.executable, "-c", program, ground.records, ground.out], check=False, timeout=PATIENCE
    )
    assert found.returncode == -signal.SIGKILL
    assert (ground.out / replace.BESIDE).exists()
    assert not ground.build().all_anew
    assert not (ground.out / replace.BESIDE).exists()
    ground.check()


def test_interrupted_while_files_are_moved(ground: Ground, monkeypatch: pytest.MonkeyPatch) -> None:
    """The folder is not left half old and half new: the rest is moved before the run ends."""
    ground.write(changed_rank())
    inner = Path.replace
    moved: list[Path] = []

    def interrupted(path: Path, target: Path) -> Path:
        if replace.BESIDE in path.parts and replace.BESIDE not in Path(target).parts:
            moved.append(path)
            if len(moved) == 3:
                raise KeyboardInterrupt
        return inner(path, target)

    with monkeypatch.context() as patched:
        patched.setattr(Path, "replace", interrupted)
        with pytest.raises(KeyboardInterrupt):
            ground.build()
    assert contents(ground.out) == contents(ground.full())
    assert not ground.build().all_anew
    ground.check()


def test_wrong_records(ground: Ground) -> None:
    """Every problem is told, also where a file that has not changed names what is gone."""
    before = stamps(ground.out), contents(ground.out), kept(ground.out)
    records = story()
    records[7]["statement"]["predicate"] = "fonded"
    records[8]["statement"]["modality"] = "Actually"
    ground.write(records)
    with pytest.raises(DossierError) as caught:
        ground.build()
    assert len(caught.value.problems) == 2
    for wrong, text in (
        (story()[:5] + story()[6:], "no record declares the document id:one"),
        ([*story(), story()[1] | {"dossier": "z"}], "the id 'mira' is declared twice"),
        ([*story(), {"dossier": "a", "entity": {}}], "a.jsonl:5: the key 'id' is missing"),
    ):
        ground.write(wrong)
        with pytest.raises(DossierError, match=re.escape(text)):
            ground.build()
    assert (stamps(ground.out), contents(ground.out), kept(ground.out)) == before
    ground.write(changed_rank())
    assert not ground.build().all_anew
    ground.check()


OTHERWISE = "the last build was one of other records, another version, or packed otherwise"


def anew(ground: Ground, why: str) -> None:
    """All is built anew, and it is told why."""
    ground.write(changed_rank())
    steps = ground.build()
    assert steps.all_anew
    assert any(told.startswith(f"all is built anew: {why}") for told in steps.told)
    ground.check()


def test_without_a_state(ground: Ground) -> None:
    """A folder that Spark made, or an older version."""
    (ground.out / state.NAME).unlink()
    anew(ground, "the last build left no state")


@pytest.mark.parametrize("broken", [b"", b"no state", None])
def test_a_broken_state(broken: bytes | None, ground: Ground) -> None:
    """What cannot be read is not gone on with."""
    path = ground.out / state.NAME
    path.write_bytes(path.read_bytes()[:5000] if broken is None else broken)
    anew(ground, "the state of the last build cannot be read")


def test_of_another_version(ground: Ground, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another version may write other bytes."""
    monkeypatch.setattr(state, "FORMAT", 0)
    anew(ground, OTHERWISE)


def test_of_other_records(ground: Ground) -> None:
    """Another folder is another work."""
    ground.records = ground.records.rename(ground.folder / "moved")
    anew(ground, OTHERWISE)


@pytest.mark.parametrize("name", ["graphs/b.nq", "build.json"])
def test_files_that_others_have_changed(name: str, ground: Ground) -> None:
    """What was written into the folder, or taken out of it, is not built upon."""
    (ground.out / name).write_text("changed")
    anew(ground, "other programs have changed files")


def test_files_that_others_have_added_or_removed(ground: Ground) -> None:
    """A full build leaves nothing but its own files, and all of them."""
    (ground.out / "graphs" / "z.nq").write_text("more")
    ground.write(changed_rank())
    assert ground.build().all_anew
    (ground.out / "derived" / "a.nq").unlink()
    assert ground.build().all_anew
    ground.check()


def test_too_much_has_changed(ground: Ground, monkeypatch: pytest.MonkeyPatch) -> None:
    """What does not fit into memory is built part by part."""
    monkeypatch.setattr(lines, "MOST", 100)
    anew(ground, "more than 0 MiB are concerned")


def test_a_folder_that_another_program_builds(ground: Ground) -> None:
    """Two do not write into one folder."""
    ground.write(changed_rank())
    with closing(sqlite3.connect(ground.out / state.NAME, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(FileError, match="is being built by another program"):
            ground.build()
    assert not ground.build().all_anew


def test_a_file_that_was_written_just_now(ground: Ground) -> None:
    """Its time does not tell whether it is written again: it is read again until it does."""
    path = ground.records / "b.jsonl"
    now = 4 * 10**18  # in 2096: the clock does not get ahead of it while the test runs
    os.utime(path, ns=(now, now))
    ground.build()
    path.write_text(path.read_text("utf-8").replace("page 1", "page 2"), "utf-8")
    os.utime(path, ns=(now, now))
    assert not ground.build().all_anew
    ground.check()


def test_packed_lines(ground: Ground) -> None:
    """Packed or not, files hold the same lines; who has them packed builds all anew."""
    ground.packed = True
    anew(ground, OTHERWISE)
    packed = contents(ground.out)
    ground.packed = False
    plain = contents(ground.full())
    del packed["build.json"], plain["build.json"]
    assert any(name.endswith(".nq.gz") for name in packed)
    assert plain == {
        name.removesuffix(".gz"): gzip.decompress(data) if name.endswith(".gz") else data
        for name, data in packed.items()
    }


def test_packed_records(ground: Ground) -> None:
    """They are read as others are."""
    path = ground.records / "b.jsonl"
    text = path.read_bytes()
    path.unlink()
    (ground.records / "b.jsonl.gz").write_bytes(gzip.compress(text.replace(b"page 1", b"page 2")))
    assert not ground.build().all_anew
    ground.check()


def test_golden(world: Path, tmp_path: Path) -> None:
    """The golden story, line after line taken out and put in again."""
    ground = Ground(tmp_path)
    records = plain(read_dossiers(world))
    ground.write(records)
    ground.build()
    told = [record for record in records if "statement" in record]
    for record in told[:: max(1, len(told) // 5)]:
        check_again(ground, [other for other in records if other is not record])
    check_again(ground, records)
