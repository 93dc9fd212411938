"""The plain way to search: every text is looked at, one by one. What the index is held against."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import OSA

from aiactors.search import FIELDS
from aiactors.search.hits import score, score_of_some
from aiactors.search.text import allowed_typos, is_wide, words


@dataclass(frozen=True)
class Text:
    """A text, and what it belongs to."""

    ref: str
    weight: int
    kinds: frozenset[str]
    field: str
    part: str
    lang: str
    text: str

    @property
    def words(self) -> list[str]:
        """Its words."""
        return words(self.text)

    @property
    def normal(self) -> str:
        """Its words, with spaces."""
        return " ".join(self.words)

    @property
    def squeezed(self) -> str:
        """Its words, without spaces."""
        return "".join(self.words)


Found = tuple[float, Text, str]
"""Score, text, and how it fits."""


class Plain:
    """Searches texts; see :meth:`aiactors.search.SearchIndex.search`."""

    def __init__(self, texts: Collection[Text]) -> None:
        """Keep them, each once."""
        self.texts = sorted(set(texts), key=lambda t: (-t.weight, t.ref, t.part, t.lang, t.text))

    def search(
        self,
        text: str,
        kinds: Collection[str] | None = None,
        fields: Collection[str] | None = None,
        limit: int = 10,
        lang: str = "en",
    ) -> list[tuple[str, str, str, float]]:
        """Return references, texts, how they fit, and scores."""
        asked = words(text)
        best: dict[str, Found] = {}
        some = [f for f in FIELDS if fields is None or f in fields]
        for field in some:
            self._keep(best, self._written(field, asked), kinds, lang)
            if field == "names" and not best:
                self._keep(best, self._misspelt(asked), kinds, lang)
            if len(best) >= limit:
                break
        if not best and len(asked) > 1:
            for field in some:
                self._keep(best, self._some(field, asked), kinds, lang)
        order = sorted(
            best.values(), key=lambda one: (-one[0], -one[1].weight, one[1].text, one[1].ref)
        )
        return [(one.ref, one.text, how, points) for points, one, how in order[:limit]]

    def _keep(
        self,
        best: dict[str, Found],
        found: Iterator[Found],
        kinds: Collection[str] | None,
        lang: str,
    ) -> None:
        def order(one: Found) -> tuple[float, bool, bool, str]:
            return one[0], one[1].lang == lang, one[1].part == "name", one[1].text

        for one in found:
            if kinds is not None and one[1].kinds.isdisjoint(kinds):
                continue
            known = best.get(one[1].ref)
            if known is None or order(one) > order(known):
                best[one[1].ref] = one

    def _of(self, field: str) -> list[Text]:
        return [text for text in self.texts if text.field == field]

    def _written(self, field: str, asked: Sequence[str]) -> Iterator[Found]:
        joined, squeezed = " ".join(asked), "".join(asked)
        rank = self._ranks(field, asked, last=False), self._ranks(field, asked, last=True)
        for text in self._of(field):
            points = text.weight / (text.weight + 30)
            there, begins = self._has(text, asked, False), self._has(text, asked, True)
            wide = any(map(is_wide, asked)) and is_wide(text.text)
            if field in ("names", "titles") and text.squeezed == squeezed:
                how = "exact"
            elif field in ("names", "titles") and text.normal.startswith((joined, squeezed)):
                how = "prefix"
            elif wide and all(word in text.squeezed for word in asked):
                how = "word"
            elif there or begins:
                how = "word" if there else "start"
                if field != "names":
                    points = rank[not there][text]
            elif field == "names" and len(joined) >= 3 and joined in text.normal:
                how = "inside"
            else:
                continue
            yield score(field, how, points), text, how

    def _has(self, text: Text, asked: Sequence[str], last: bool) -> bool:
        *before, end = asked
        there = text.words
        ends = any(word.startswith(end) if last else word == end for word in there)
        return ends and all(word in there for word in before)

    def _ranks(self, field: str, asked: Sequence[str], last: bool) -> Mapping[Text, float]:
        """What FTS5 gives for the best match (BM25), as a part of one."""
        texts = self._of(field)
        average = sum(len(text.words) for text in texts) / max(len(texts), 1)
        points: Counter[Text] = Counter()
        for at, word in enumerate(asked):
            prefix = last and at == len(asked) - 1
            times = {
                t: sum(w.startswith(word) if prefix else w == word for w in t.words) for t in texts
            }
            there = sum(n > 0 for n in times.values())
            rarity = math.log((len(texts) - there + 0.5) / (there + 0.5))
            for text, n in times.items():
                length = 1.2 * (0.25 + 0.75 * len(text.words) / average) if average else 1
                points[text] += max(rarity, 1e-6) * n * 2.2 / (n + length)  # type: ignore[assignment]
        return {text: n / (n + 5) for text, n in points.items()}

    def _misspelt(self, asked: Sequence[str]) -> Iterator[Found]:
        squeezed = "".join(asked)
        near = [self._near(word) for word in asked]
        for text in self._of("names"):
            wrong = OSA.distance(squeezed, text.squeezed)
            if wrong <= allowed_typos(squeezed):
                yield self._typo(text, asked, text.words, wrong)
            best = [
                min(((n, word) for word, n in some.items() if word in text.words), default=None)
                for some in near
            ]
            if any(map(allowed_typos, asked)) and None not in best:
                found = [one for one in best if one is not None]
                yield self._typo(text, asked, [w for _, w in found], sum(n for n, _ in found))

    def _near(self, word: str) -> dict[str, int]:
        there = {one for text in self._of("names") for one in text.words}
        wrong = {one: OSA.distance(word, one) for one in there}
        return {one: n for one, n in wrong.items() if n <= allowed_typos(word)}

    def _typo(self, text: Text, asked: Sequence[str], needles: Sequence[str], wrong: int) -> Found:
        right = 1 - min(wrong / len("".join(asked)), 1)
        begins = sum(n[:1] == word[:1] for n, word in zip(needles, asked, strict=False))
        covered = min(sum(map(len, needles)) / max(len(text.text), 1), 1)
        points = right * 0.7 + begins / len(asked) * 0.1 + covered * 0.1
        points += text.weight / (text.weight + 30) * 0.1
        return score("names", "typo", points), text, "typo"

    def _some(self, field: str, asked: Sequence[str]) -> Iterator[Found]:
        each = list(dict.fromkeys(asked))
        ranks = self._ranks(field, each, last=False)
        for text in self._of(field):
            share = len(set(each).intersection(text.words)) / len(each)
            if share:
                yield score_of_some(field, share, ranks[text]), text, "some"
