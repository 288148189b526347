SELECT
    name AS agency,
    year,
    check_id AS "check",
    message_zh,
    message_en,
    expected,
    actual,
    reports.slug AS report
FROM findings
JOIN reports ON reports.id = report_id
LEFT JOIN agencies ON agencies.id = agency_id
WHERE (:check = '' OR check_id = :check)
    AND (:year = '' OR year = CAST(:year AS INTEGER))
ORDER BY year DESC, reports.slug, findings.id
