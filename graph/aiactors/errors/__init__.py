"""Everything that this package raises on purpose, in one tree.

::

    AiActorsError
    ├── InputError (ValueError)            the input is wrong; says where and what to do
    │   ├── DateError                      a date that is not EDTF as used here, or impossible
    │   ├── MoneyError                     an amount without currency, or not a number
    │   ├── DossierError                   all problems of all dossiers of one run
    │   │   └── StoryError                 all problems of a story
    │   ├── RdfError                       a file that is not RDF, or not of this model
    │   ├── QueryError                     SPARQL that does not parse or cannot run
    │   └── CheckError                     the graph is read, and breaks its rules
    ├── NotFoundError (LookupError)        a name that stands for nothing; offers the nearest ones
    │   └── AmbiguousNameError             a name that stands for several things; lists them
    ├── MissingExtraError (ImportError)    an optional package is not installed
    ├── FileError (OSError)                a file that cannot be read or written
    ├── ServerError (OSError)              a server that cannot be asked or written to
    ├── ResourceError (OSError)            a file that ships with the package is missing
    └── DeadlineError (TimeoutError)       something took longer than it was given

Each error is also the built-in that a caller would expect, carries the values it speaks of, and
has an ``exit_code`` for the command line.
"""

from aiactors.errors.nearest import did_you_mean, nearest
from aiactors.errors.tree import (
    AiActorsError,
    AmbiguousNameError,
    CheckError,
    DateError,
    DeadlineError,
    DossierError,
    FileError,
    InputError,
    MissingExtraError,
    MoneyError,
    NotFoundError,
    Problem,
    QueryError,
    RdfError,
    ResourceError,
    ServerError,
    StoryError,
)

__all__ = [
    "AiActorsError",
    "AmbiguousNameError",
    "CheckError",
    "DateError",
    "DeadlineError",
    "DossierError",
    "FileError",
    "InputError",
    "MissingExtraError",
    "MoneyError",
    "NotFoundError",
    "Problem",
    "QueryError",
    "RdfError",
    "ResourceError",
    "ServerError",
    "StoryError",
    "did_you_mean",
    "nearest",
]
