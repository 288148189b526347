SELECT
    name AS agency,
    year,
    check_id AS "check",
    severity,
    message_zh,
    message_en,
    expected,
    actual,
    reports.slug AS report
FROM reports
CROSS JOIN findings ON report_id = reports.id -- in this order, so that the index of years sorts them
JOIN checks ON checks.id = check_id
LEFT JOIN agencies ON agencies.id = agency_id
WHERE (:check = '' OR check_id = :check)
    AND (:year = '' OR year = CAST(:year AS INTEGER))
    AND (:province = '' OR substr(region_code, 1, 2) = substr(:province, 1, 2))
ORDER BY year DESC, published_on DESC, reports.id DESC, findings.id
