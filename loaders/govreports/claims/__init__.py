"""What the narrative says of the figures that the tables hold: statements with a number, each with its place.

`clauses` cuts prose, `words` is the vocabulary, `numerals` reads counts, `statements` puts them together, `parts`
finds wholes that are divided into parts, and `rates` shares in percent. Nothing here knows the tables.
"""

from govreports.claims.clauses import Sentences, sentences
from govreports.claims.parts import Division, divisions
from govreports.claims.rates import Rate, rates
from govreports.claims.statements import Statement, statements

__all__ = ["Division", "Rate", "Sentences", "Statement", "divisions", "rates", "sentences", "statements"]
