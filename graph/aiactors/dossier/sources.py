"""From the forms of sources to attributions with their passages."""

from __future__ import annotations

from pydantic import ValidationError

from aiactors.dossier.form import PassageForm, SourceForm
from aiactors.dossier.languages import check_languages, in_languages
from aiactors.dossier.messages import in_words
from aiactors.dossier.names import Names
from aiactors.dossier.parse import ParsedFile
from aiactors.dossier.text import Path
from aiactors.model import Attribution, Evidence, text_hash


class SourceResolver:
    """Makes attributions of the sources of a statement."""

    def __init__(self, names: Names) -> None:
        """Keep the names, and the stances and tenses by short name."""
        self.names = names
        self.stances = names.ontology.concept_names("StanceScheme")
        self.tenses = names.ontology.concept_names("TenseScheme")

    def attributions(
        self, file: ParsedFile, path: Path, forms: list[SourceForm]
    ) -> tuple[Attribution, ...]:
        """Return the attributions; report what is wrong with the sources.

        Those that differ in the passage alone are merged.
        """
        found: dict[tuple[str | None, ...], list[Evidence]] = {}
        tenses: dict[tuple[str | None, ...], str] = {}
        for index, form in enumerate(forms):
            key, evidence = self._source(file, (*path, index), form)
            if key is None or not evidence:
                continue
            known = found.setdefault(key, [])
            self._tense(file, (*path, index, "speaks-of"), form, tenses, key)
            for passage in evidence:
                if passage in known:
                    file.report((*path, index), "the same source stands here twice", "Keep one")
                else:
                    known.append(passage)
        return tuple(
            Attribution(
                stance=stance or "",
                claimant=claimant,
                said_in=said_in or "",
                via=via,
                speaks_of=tenses.get(key),
                evidence=tuple(evidence),
            )
            for key, evidence in found.items()
            for stance, claimant, said_in, via in [key]
        )

    def _tense(
        self,
        file: ParsedFile,
        path: Path,
        form: SourceForm,
        tenses: dict[tuple[str | None, ...], str],
        key: tuple[str | None, ...],
    ) -> None:
        """Note of which time a source speaks; all passages of one attribution speak of the same."""
        if form.speaks_of is None:
            return
        tense = self.names.term(file, path, form.speaks_of, self.tenses, "time")
        if tense is not None and tenses.setdefault(key, tense) != tense:
            file.report(path, "the same source speaks of two times", "Keep one")

    def _source(
        self, file: ParsedFile, path: Path, form: SourceForm
    ) -> tuple[tuple[str | None, ...] | None, list[Evidence]]:
        names = self.names
        stance = names.term(file, (*path, "stance"), form.stance, self.stances, "stance")
        said_in = names.entity(file, (*path, "in"), form.in_, ("Document",), "the document")
        via = form.via and names.entity(
            file, (*path, "via"), form.via, ("Document",), "the document"
        )
        by = form.by and names.entity(file, (*path, "by"), form.by, ("Agent",), "the claimant")
        lost = (form.via and via is None) or (form.by and by is None)
        if stance is None or said_in is None or lost:
            return None, []
        read_in = str(via or said_in)
        return (stance, by, said_in, via), self._passages(file, path, form, read_in)

    def _passages(
        self, file: ParsedFile, path: Path, form: SourceForm, document: str
    ) -> list[Evidence]:
        forms: list[tuple[Path, PassageForm]]
        if form.passages is None:
            forms = [(path, form)]
        else:
            if any(getattr(form, name) is not None for name in PassageForm.model_fields):
                do = "Write each passage in the list"
                file.report((*path, "passages"), "passages stand beside a passage", do)
            forms = [((*path, "passages", i), p) for i, p in enumerate(form.passages)]
        made = (self._passage(file, where, passage, document) for where, passage in forms)
        return [evidence for evidence in made if evidence is not None]

    def _passage(
        self, file: ParsedFile, path: Path, form: PassageForm, document: str
    ) -> Evidence | None:
        fits = check_languages(file, (*path, "gist"), form.gist)
        if form.gist is None and form.quote is None:
            file.report(
                path, "a source says nothing", "Add gist: what the passage says, in your words"
            )
            fits = False
        if form.where is None and form.at is None and form.quote is None:
            file.report(path, "a source has no place in its document", "Add where: or at:")
            fits = False
        if not fits:
            return None
        start, end = form.at or (None, None)
        quote_hash = form.hash or (text_hash(form.quote) if form.quote is not None else None)
        try:
            return Evidence(
                document=document,
                where=form.where,
                start=start,
                end=end,
                quote_hash=quote_hash,
                gist=in_languages(form.gist),
                quote=form.quote,
            )
        except ValidationError as error:
            for found in error.errors():
                what, do = in_words({**found, "loc": ("the passage",)}, ())
                key = "hash" if "hash" in what else "at"
                file.report((*path, key), what.removeprefix("the passage: "), do)
            return None
