SELECT
    name AS agency,
    year,
    coalesce(scope, 'unknown') AS scope,
    denied AS refused,
    total AS handled,
    round(100.0 * denied / total, 1) AS percent_refused,
    checks_failed AS contradictions,
    reports.slug AS report
FROM request_totals
JOIN reports ON reports.id = report_id AND requests_edition IS NOT NULL
LEFT JOIN agencies ON agencies.id = agency_id
WHERE denied IS NOT NULL
    AND total >= max(1, CAST(coalesce(nullif(:minimum, ''), 10) AS INTEGER))
    AND (:year = '' OR year = CAST(:year AS INTEGER))
    AND (:scope = '' OR coalesce(scope, 'unknown') = :scope)
ORDER BY 1.0 * denied / total DESC, total DESC, reports.slug
LIMIT 200
