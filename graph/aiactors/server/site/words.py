"""The words of the pages, in English and French."""

from __future__ import annotations

from collections.abc import Mapping

WORDS: Mapping[str, Mapping[str, str]] = {
    "en": {
        "title": "Actors of AI",
        "dek": "Who founded, funded, sued, left and bought whom in AI: who says so, since when, "
        "and how well it stands.",
        "search": "Search",
        "search-hint": "A person, a company, words of a source …",
        "network": "Network",
        "query": "Ask in SPARQL",
        "terms": "Terms",
        "data": "Data",
        "home": "Start",
        "skip": "To the content",
        "other-language": "Français",
        "holds": "{statements} statements on {entities} people, organisations and events, "
        "from {documents} documents.",
        "holds-bulk": "{bulk} more stand in bulk dossiers alone, and are counted apart.",
        "well-connected": "Most is said of",
        "questions": "Questions to start from",
        "dossiers": "Dossiers",
        "also": "Also known as",
        "elsewhere": "Elsewhere",
        "around": "Around it",
        "open-network": "Open in the network",
        "now": "Now",
        "now-dek": "Held on {day}, the day of the newest document: a source reaches that day, or "
        "saw it before and none tells of its end.",
        "last-seen": "last seen {month}",
        "more-now": "{n} more",
        "disputed": "Where accounts differ",
        "in-favour": "says so",
        "against": "does not",
        "open": "leaves it open",
        "sources": "Sources",
        "no-source": "no independent source",
        "one-source": "1 independent source",
        "many-sources": "{n} independent sources",
        "told-here": "What it tells",
        "nothing": "Nothing is said of it yet.",
        "part-best": "{n} of {total} statements are shown, those with most sources. "
        "All of them, relation by relation:",
        "part-page": "Statements {first} to {last} of {total}.",
        "part-all": "All {n} statements of this relation.",
        "part-one": "The one statement of this relation.",
        "part-back": "Those with most sources",
        "previous": "Before",
        "next": "Next",
        "cite": "Cite this statement",
        "footnote": "Footnote",
        "statement": "Statement",
        "about": "It is about",
        "who-says": "Who says so",
        "status": "How it stands",
        "when": "When",
        "details": "Details",
        "known-since": "Known since",
        "found-one": "1 found for “{text}”",
        "found": "{n} found for “{text}”",
        "found-most": "The {n} that fit “{text}” best; more words find fewer",
        "found-none": "Nothing was found for “{text}”. Fewer letters may find more.",
        "classes": "Kinds of things",
        "relations": "Relations",
        "others": "Other properties",
        "concepts": "Concepts",
        "as-subject": "What it says",
        "as-object": "What points to it",
        "more": "… and {n} more",
        "more-than": "… and more than {n} more",
        "error": "That did not work",
        "not-found": "Not found",
        "not-yet": "Not yet",
        "again": "This page asks again by itself.",
        "as-data": "The same as data",
        "queries-dek": "The graph answers SPARQL 1.1. The prefixes of the project need not be "
        "declared.",
        "examples": "Examples",
        "choose": "Choose a question …",
        "no-script": "This page needs JavaScript. The endpoint is at /sparql.",
        "api": "JSON for apps",
        "api-dek": "A few addresses for programs. Every answer carries the sources of all that it "
        "says; what is wrong with a request is told in its answer. What has an asterisk must be "
        "given.",
    },
    "fr": {
        "title": "Acteurs de l’IA",
        "dek": "Qui a fondé, financé, poursuivi, quitté, acheté qui dans l’IA\u00a0: qui le "
        "dit, depuis quand, et ce que cela vaut.",
        "search": "Chercher",
        "search-hint": "Une personne, une entreprise, les mots d’une source …",
        "network": "Réseau",
        "query": "Interroger en SPARQL",
        "terms": "Termes",
        "data": "Données",
        "home": "Accueil",
        "skip": "Au contenu",
        "other-language": "English",
        "holds": "{statements} énoncés sur {entities} personnes, organisations et événements, "
        "tirés de {documents} documents.",
        "holds-bulk": "{bulk} autres ne figurent que dans des dossiers en nombre, et sont comptés "
        "à part.",
        "well-connected": "Ceux dont il est le plus question",
        "questions": "Des questions pour commencer",
        "dossiers": "Dossiers",
        "also": "Aussi connu sous",
        "elsewhere": "Ailleurs",
        "around": "Autour",
        "open-network": "Ouvrir dans le réseau",
        "now": "À présent",
        "now-dek": "Vrai au {day}, jour du document le plus récent\u00a0: une source en parle ce "
        "jour-là, ou en a parlé avant et aucune n’en dit la fin.",
        "last-seen": "dernière mention {month}",
        "more-now": "{n} de plus",
        "disputed": "Là où les récits divergent",
        "in-favour": "l’affirme",
        "against": "le conteste",
        "open": "ne tranche pas",
        "sources": "Sources",
        "no-source": "aucune source indépendante",
        "one-source": "1 source indépendante",
        "many-sources": "{n} sources indépendantes",
        "told-here": "Ce qu’il rapporte",
        "nothing": "Rien n’en est dit pour l’instant.",
        "part-best": "{n} énoncés sur {total} sont montrés, ceux qui ont le plus de sources. "
        "Tous, relation par relation\u00a0:",
        "part-page": "Énoncés {first} à {last} sur {total}.",
        "part-all": "Les {n} énoncés de cette relation.",
        "part-one": "Le seul énoncé de cette relation.",
        "part-back": "Ceux qui ont le plus de sources",
        "previous": "Avant",
        "next": "Suite",
        "cite": "Citer cet énoncé",
        "footnote": "Note de bas de page",
        "statement": "Énoncé",
        "about": "Il porte sur",
        "who-says": "Qui le dit",
        "status": "Ce que cela vaut",
        "when": "Quand",
        "details": "Précisions",
        "known-since": "Connu depuis",
        "found": "{n} résultats pour «\u00a0{text}\u00a0»",
        "found-one": "1 résultat pour «\u00a0{text}\u00a0»",
        "found-most": "Les {n} qui correspondent le mieux à «\u00a0{text}\u00a0»\u00a0; plus de "
        "mots en trouvent moins",
        "found-none": "Rien n’a été trouvé pour «\u00a0{text}\u00a0». Moins de lettres "
        "trouvent plus.",
        "classes": "Sortes de choses",
        "relations": "Relations",
        "others": "Autres propriétés",
        "concepts": "Concepts",
        "as-subject": "Ce qu’elle dit",
        "as-object": "Ce qui y renvoie",
        "more": "… et {n} de plus",
        "more-than": "… et plus de {n} autres",
        "error": "Cela n’a pas marché",
        "not-found": "Introuvable",
        "not-yet": "Pas encore",
        "again": "Cette page redemande d’elle-même.",
        "as-data": "La même chose en données",
        "queries-dek": "Le graphe répond à SPARQL 1.1. Les préfixes du projet n’ont pas à être "
        "déclarés.",
        "examples": "Exemples",
        "choose": "Choisir une question …",
        "no-script": "Cette page a besoin de JavaScript. Le service est à /sparql.",
        "api": "JSON pour les applications",
        "api-dek": "Quelques adresses pour les programmes. Chaque réponse porte les sources de "
        "tout ce qu’elle dit\u00a0; ce qui ne va pas dans une demande est dit dans la réponse. "
        "Ce qui porte un astérisque doit être donné.",
    },
}
"""Language → key → text."""


def words(lang: str) -> Mapping[str, str]:
    """Return the words of a language.

    Example:
        >>> words("fr")["network"]
        'Réseau'
    """
    return WORDS[lang]


def count_of_sources(number: int, lang: str) -> str:
    """Return how many independent sources there are, in words.

    Example:
        >>> count_of_sources(2, "en")
        '2 independent sources'
    """
    keys = ("no-source", "one-source")
    return words(lang)[keys[number] if number < 2 else "many-sources"].format(n=number)
