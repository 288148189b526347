"""PDF: characters and ruling lines become cells and paragraphs, each with its page and box.

`limits` refuses what is too much before anything is parsed, `pages` takes pages out of the library, with `characters`
and `rules`; `lattice` makes cells of ruling lines, `tables` fills them, `lines` makes lines of what stands outside,
`furniture` knows what belongs to the paper, and `compose` puts all pages together to one text.
"""

from govreports.readers.pdf.reader import read_pdf

__all__ = ["read_pdf"]
