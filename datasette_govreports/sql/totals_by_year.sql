SELECT
    year,
    coalesce(scope, 'unknown') AS scope,
    count(*) AS reports,
    count(DISTINCT agency_id) AS agencies,
    sum(new) AS received,
    count(new) AS received_reports,
    sum(carried_over) AS carried_over,
    count(carried_over) AS carried_over_reports,
    sum(total) AS handled,
    count(total) AS handled_reports,
    sum(carried_forward) AS carried_forward,
    count(carried_forward) AS carried_forward_reports
FROM reports
LEFT JOIN request_totals ON report_id = reports.id
GROUP BY year, coalesce(scope, 'unknown')
ORDER BY year, scope
