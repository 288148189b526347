SELECT
    checks.id AS "check",
    title_zh,
    title_en,
    severity,
    count(findings.id) AS findings,
    count(DISTINCT report_id) AS reports
FROM checks
LEFT JOIN findings ON check_id = checks.id
GROUP BY checks.id
ORDER BY findings DESC, checks.id
