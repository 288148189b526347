-- The shortest names first: loaders/govreports/search.sql tells what the numbers of the index are.
SELECT agencies.slug, agencies.name
FROM (
    SELECT rowid AS place FROM agencies_fts WHERE agencies_fts MATCH :match ORDER BY rowid LIMIT :limit
) AS best
JOIN agencies ON agencies.id = best.place & 4294967295
ORDER BY best.place
