"""Runs the W3C's tests of SPARQL 1.1 against a server, over HTTP alone: ``scripts/w3c``.

The tests are those of https://github.com/w3c/rdf-tests; a checkout of them is needed.
"""
