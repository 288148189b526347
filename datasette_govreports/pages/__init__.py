"""The pages: rows of the database in, a documented dataclass out. No Datasette here, no request, no clock.

Each page module has one `load(connection, …)` that returns the page, or None where there is no such thing. What it
returns is data; the words around it are the templates'.
"""
