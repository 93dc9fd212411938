"""The reference pages of the project, made from what they describe.

``docs/ontology.md``, ``docs/commands.md``, ``docs/queries.md`` and the JSON Schema of a dossier
are written by ``scripts/docs`` and never by hand, so they cannot fall behind; a test compares
them with what would be written now.
"""
