SELECT
    year_reports.year,
    coalesce(year_reports.scope, 'unknown') AS scope,
    year_reports.reports,
    agencies,
    max(number) FILTER (WHERE item = 'new') AS received,
    coalesce(max(year_totals.reports) FILTER (WHERE item = 'new'), 0) AS received_reports,
    max(number) FILTER (WHERE item = 'carried_over') AS carried_over,
    coalesce(max(year_totals.reports) FILTER (WHERE item = 'carried_over'), 0) AS carried_over_reports,
    max(number) FILTER (WHERE item = 'total') AS handled,
    coalesce(max(year_totals.reports) FILTER (WHERE item = 'total'), 0) AS handled_reports,
    max(number) FILTER (WHERE item = 'carried_forward') AS carried_forward,
    coalesce(max(year_totals.reports) FILTER (WHERE item = 'carried_forward'), 0) AS carried_forward_reports
FROM year_reports
LEFT JOIN year_totals ON year_totals.year IS year_reports.year AND year_totals.scope IS year_reports.scope
GROUP BY year_reports.year, year_reports.scope
ORDER BY year_reports.year, coalesce(year_reports.scope, 'unknown')
