WITH figures AS (
    SELECT
        report_id,
        sum(total) FILTER (WHERE code = 'total') AS handled,
        sum(total) FILTER (WHERE group_code = 'denied') AS refused
    FROM requests
    JOIN form_request_rows ON form_request_rows.id = row_id
    WHERE code = 'total' OR group_code = 'denied'
    GROUP BY report_id
    HAVING count(total) = count(*)
)
SELECT
    name AS agency,
    year,
    coalesce(scope, 'unknown') AS scope,
    refused,
    handled,
    round(100.0 * refused / handled, 1) AS percent_refused,
    checks_failed AS contradictions,
    reports.slug AS report
FROM figures
JOIN reports ON reports.id = report_id AND requests_edition IS NOT NULL
LEFT JOIN agencies ON agencies.id = agency_id
WHERE handled >= max(1, CAST(coalesce(nullif(:minimum, ''), 10) AS INTEGER))
    AND (:year = '' OR year = CAST(:year AS INTEGER))
    AND (:scope = '' OR coalesce(scope, 'unknown') = :scope)
ORDER BY 1.0 * refused / handled DESC, handled DESC, reports.slug
LIMIT 200
