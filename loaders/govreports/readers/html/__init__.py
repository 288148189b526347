"""Web pages: markup -> the lines and rows that a page shows, as one text.

`charset` decodes, `scan` looks at the markup before it is parsed, `marks` finds what is hidden or leads elsewhere,
`flow` walks the tree, `tables` writes rows, `content` leaves out menus, `meta` keeps what the page says of itself;
`page` puts them together, and `archive` takes a page out of the file that a browser saved it in.
"""
