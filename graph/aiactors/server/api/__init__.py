"""The JSON API: the few things that apps need, each with the sources of all that it says."""
