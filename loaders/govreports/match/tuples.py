"""Making the many tuples of a report."""

# Makes a NamedTuple from a tuple of all its fields. Calling its class takes twice as long, since that goes through a
# function in Python, for the sake of keywords and defaults; and a report has some fifty.
make = tuple.__new__
