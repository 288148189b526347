WITH bodies AS (
    SELECT id, name FROM agencies WHERE :agency = '' OR instr(name, :agency) OR slug = :agency ORDER BY name LIMIT 500
)
SELECT
    name AS agency,
    year,
    coalesce(scope, 'unknown') AS scope,
    new AS received,
    carried_over,
    granted,
    partly_granted,
    denied AS refused,
    total AS handled,
    carried_forward,
    checks_failed AS contradictions,
    status,
    reports.slug AS report
FROM bodies
JOIN reports ON agency_id = bodies.id
LEFT JOIN request_totals ON report_id = reports.id
ORDER BY name, year, reports.slug
LIMIT 500
