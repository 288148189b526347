-- The full-text index of the reports: a row a report, under the report's number. It holds the terms that bigrams.py
-- makes and no text, since the text is in agencies, reports and sections already. Terms hold no ASCII but letters and
-- digits, so the ascii tokenizer does nothing but part them. How long a text is counts for nothing in the order of what
-- is found: else a search would read the lengths of all texts.
CREATE VIRTUAL TABLE reports_fts USING fts5(agency, title, narrative, content='', columnsize=0, tokenize='ascii');
-- The same of the names of agencies. The number of a row is the length of the name in its upper 32 bits and the agency's
-- number in the lower: so the shortest names that hold a word are the first that are found.
CREATE VIRTUAL TABLE agencies_fts USING fts5(name, content='', columnsize=0, tokenize='ascii');
-- Bytes of terms that wait in memory. The larger, the fewer pieces the index is written in, and the smaller it gets.
INSERT INTO reports_fts (reports_fts, rank) VALUES ('hashsize', 16777216);
INSERT INTO agencies_fts (agencies_fts, rank) VALUES ('hashsize', 16777216);
