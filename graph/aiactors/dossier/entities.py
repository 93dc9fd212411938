"""From the forms of entities and documents to the model."""

from __future__ import annotations

from aiactors.dossier.form import PLAIN, DocumentForm, EntityForm
from aiactors.dossier.languages import BILINGUAL, check_languages, in_languages
from aiactors.dossier.names import Names
from aiactors.dossier.parse import ParsedFile
from aiactors.dossier.text import Path
from aiactors.model import Document, Entity, is_slug, texts


def declares_head(file: ParsedFile) -> bool:
    """Check a dossier's own name and title; tell whether they can be used."""
    if file.head is None:
        return False
    stem = file.name.replace("\\", "/").rpartition("/")[2].rpartition(".")[0]
    if stem != file.head.dossier and is_slug(stem):
        what = f"the dossier is named {file.head.dossier!r}, and its file {stem!r}"
        file.report(("dossier",), what, "Give both the same name")
    check_languages(file, ("title",), file.head.title)
    missing = [lang for lang in BILINGUAL if lang not in file.head.title]
    if missing:
        file.report(("title",), f"no title in {' and '.join(missing)}", "Write {en: …, fr: …}")
    return True


class EntityResolver:
    """Makes entities and documents of their forms."""

    def __init__(self, names: Names) -> None:
        """Keep the names, and the tiers by short name."""
        self.names = names
        self.tiers = names.ontology.concept_names("TierScheme")

    def _common(
        self, path: Path, form: EntityForm | DocumentForm, file: ParsedFile, lang: str
    ) -> dict[str, object]:
        declared = self.names.declared[str(path[-1])]
        for key in ("aliases", "note"):
            check_languages(file, (*path, key), getattr(form, key))
        aliases = {lang if k == PLAIN else k: v for k, v in form.aliases.items()}
        return {
            "id": str(path[-1]),
            "kinds": declared.kinds,
            "aliases": texts(aliases),
            "same_as": tuple(form.same_as),
            "homepage": form.homepage,
            "note": in_languages(form.note),
        }

    def entity(self, file: ParsedFile, key: str, form: EntityForm) -> Entity | None:
        """Return an entity; None, with a report, where something of it is wrong."""
        path: Path = ("entities", key)
        before = len(file.problems)
        check_languages(file, (*path, "names"), form.names)
        names = in_languages(form.names, BILINGUAL)
        missing = [lang for lang in BILINGUAL if lang not in {n.lang for n in names}]
        if missing:
            what = f"{key!r} has no name in {' and '.join(missing)}"
            file.report((*path, "names"), what, "Write {en: …, fr: …}, or one plain name for both")
        tier = form.tier and self.names.term(file, (*path, "tier"), form.tier, self.tiers, "tier")
        owner = form.owner and self.names.entity(
            file, (*path, "owner"), form.owner, ("Organization",), "the owner"
        )
        if form.owner == key:
            file.report((*path, "owner"), f"{key!r} is its own owner", "Name another one, or none")
        common = self._common(path, form, file, "en")
        if len(file.problems) > before or not common["kinds"]:
            return None
        return Entity.model_validate(common | {"names": names, "tier": tier, "owner": owner})

    def document(self, file: ParsedFile, key: str, form: DocumentForm) -> Document | None:
        """Return a document; None, with a report, where something of it is wrong."""
        path: Path = ("documents", key)
        before = len(file.problems)
        check_languages(file, (*path, "title"), form.title)
        publisher = form.publisher and self.names.entity(
            file, (*path, "publisher"), form.publisher, ("Agent", "Platform"), "the publisher"
        )
        copy_of = form.copy_of and self.names.entity(
            file, (*path, "copy-of"), form.copy_of, ("Document",), "the document"
        )
        if self._copies_itself(key, form):
            file.report((*path, "copy-of"), f"{key!r} is a copy of itself", "Name the original")
        lang = form.language or "en"
        common = self._common(path, form, file, lang)
        if len(file.problems) > before or not common["kinds"]:
            return None
        return Document.model_validate(
            common
            | {
                "names": in_languages(form.title, (lang,)),
                "publisher": publisher,
                "published": form.published,
                "language": form.language,
                "url": form.url,
                "copy_of": copy_of,
                "file": form.file,
                "text_hash": form.text_hash,
                "accessed": form.accessed,
            }
        )

    def _copies_itself(self, key: str, form: DocumentForm) -> bool:
        """Whether a document is a copy of itself, directly or over others."""
        seen: set[str] = set()
        at: DocumentForm | None = form
        while at is not None and at.copy_of is not None and at.copy_of not in seen:
            seen.add(at.copy_of)
            declared = self.names.declared.get(at.copy_of)
            at = None if declared is None else declared.file.documents.get(at.copy_of)
        return key in seen
