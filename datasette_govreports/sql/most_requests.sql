SELECT
    name AS agency,
    year,
    coalesce(scope, 'unknown') AS scope,
    total AS received,
    checks_failed AS contradictions,
    reports.slug AS report
FROM requests
JOIN form_request_rows ON form_request_rows.id = row_id AND code = 'new'
JOIN reports ON reports.id = report_id
LEFT JOIN agencies ON agencies.id = agency_id
WHERE total IS NOT NULL
    AND (:year = '' OR year = CAST(:year AS INTEGER))
    AND (:scope = '' OR coalesce(scope, 'unknown') = :scope)
ORDER BY total DESC, year DESC, reports.slug
LIMIT 200
