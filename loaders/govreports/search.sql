-- The full-text index of the reports: a row a report, under the report's number. It holds the terms that bigrams.py
-- makes and no text, since the text is in agencies, reports and sections already. Terms hold no ASCII but letters and
-- digits, so the ascii tokenizer does nothing but part them.
CREATE VIRTUAL TABLE reports_fts USING fts5(agency, title, narrative, content='', tokenize='ascii');
-- Bytes of terms that wait in memory. The larger, the fewer pieces the index is written in, and the smaller it gets.
INSERT INTO reports_fts (reports_fts, rank) VALUES ('hashsize', 16777216);
