-- The numbers say what a word weighs in the name of the agency, in the title and in the narrative.
SELECT reports.id, reports.slug, agencies.name AS agency, reports.title, reports.year, reports.status
FROM (
    SELECT rowid AS id, bm25(reports_fts, 10.0, 5.0, 1.0) AS rank
    FROM reports_fts WHERE reports_fts MATCH :match {within}
    ORDER BY rank, id LIMIT :limit OFFSET :offset
) AS best
JOIN reports ON reports.id = best.id
LEFT JOIN agencies ON agencies.id = reports.agency_id
ORDER BY best.rank, best.id
