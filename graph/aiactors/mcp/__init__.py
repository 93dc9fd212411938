"""The graph for assistants: a server of the Model Context Protocol.

Every answer can be cited. It needs the extra ``mcp``.
"""
