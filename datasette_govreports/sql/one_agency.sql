SELECT
    name AS agency,
    year,
    coalesce(scope, 'unknown') AS scope,
    max(total) FILTER (WHERE code = 'new') AS received,
    max(total) FILTER (WHERE code = 'carried_over') AS carried_over,
    max(total) FILTER (WHERE code = 'granted') AS granted,
    max(total) FILTER (WHERE code = 'partly_granted') AS partly_granted,
    CASE WHEN count(total) FILTER (WHERE group_code = 'denied') = count(*) FILTER (WHERE group_code = 'denied')
        THEN sum(total) FILTER (WHERE group_code = 'denied') END AS refused,
    max(total) FILTER (WHERE code = 'total') AS handled,
    max(total) FILTER (WHERE code = 'carried_forward') AS carried_forward,
    checks_failed AS contradictions,
    status,
    reports.slug AS report
FROM agencies
JOIN reports ON agency_id = agencies.id
LEFT JOIN requests ON report_id = reports.id
LEFT JOIN form_request_rows ON form_request_rows.id = row_id
WHERE :agency = '' OR instr(name, :agency) OR agencies.slug = :agency
GROUP BY reports.id
ORDER BY name, year, reports.slug
LIMIT 500
