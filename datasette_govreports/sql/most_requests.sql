SELECT
    name AS agency,
    year,
    coalesce(scope, 'unknown') AS scope,
    new AS received,
    checks_failed AS contradictions,
    reports.slug AS report
FROM request_totals
JOIN reports ON reports.id = report_id
LEFT JOIN agencies ON agencies.id = agency_id
WHERE new IS NOT NULL
    AND (:year = '' OR year = CAST(:year AS INTEGER))
    AND (:scope = '' OR coalesce(scope, 'unknown') = :scope)
ORDER BY new DESC, year DESC, reports.slug
LIMIT 200
