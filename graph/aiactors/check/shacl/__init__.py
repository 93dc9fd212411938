"""Shapes in SHACL Core, compiled to SPARQL: one query asks of all entities at once.

After Corman, Reutter and Savković, *Semantics and Validation of Recursive SHACL* (2018) and
Corman, Florenzano, Reutter and Savković, *Validating SHACL constraints over a SPARQL endpoint*
(2019), for shapes that do not refer to themselves. What is not known here is refused and never
passed over. pySHACL is what the tests hold it against.
"""

from aiactors.check.shacl.model import Constraint, Shape, Violation
from aiactors.check.shacl.read import COMPONENTS, read_shapes
from aiactors.check.shacl.validate import validate

__all__ = ["COMPONENTS", "Constraint", "Shape", "Violation", "read_shapes", "validate"]
