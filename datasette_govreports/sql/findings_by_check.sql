SELECT
    checks.id AS "check",
    title_zh,
    title_en,
    severity,
    coalesce(sum(failed), 0) AS findings,
    coalesce(sum(reports_failed), 0) AS reports
FROM checks
LEFT JOIN check_totals ON check_id = checks.id
GROUP BY checks.id
ORDER BY findings DESC, checks.id
