"""The static site: the pages of the server as files that any host can serve."""
