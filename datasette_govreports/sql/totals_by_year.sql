SELECT
    year,
    coalesce(scope, 'unknown') AS scope,
    count(DISTINCT reports.id) AS reports,
    count(DISTINCT agency_id) AS agencies,
    sum(figures.total) FILTER (WHERE code = 'new') AS received,
    count(figures.total) FILTER (WHERE code = 'new') AS received_reports,
    sum(figures.total) FILTER (WHERE code = 'carried_over') AS carried_over,
    count(figures.total) FILTER (WHERE code = 'carried_over') AS carried_over_reports,
    sum(figures.total) FILTER (WHERE code = 'total') AS handled,
    count(figures.total) FILTER (WHERE code = 'total') AS handled_reports,
    sum(figures.total) FILTER (WHERE code = 'carried_forward') AS carried_forward,
    count(figures.total) FILTER (WHERE code = 'carried_forward') AS carried_forward_reports
FROM reports
LEFT JOIN (
    SELECT report_id, code, total
    FROM requests
    JOIN form_request_rows ON form_request_rows.id = row_id
    WHERE code IN ('new', 'carried_over', 'total', 'carried_forward')
) AS figures ON figures.report_id = reports.id
GROUP BY year, coalesce(scope, 'unknown')
ORDER BY year, scope
