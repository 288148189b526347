WITH sums AS MATERIALIZED (
    -- Of each outcome: its requests, all that were handled in the same reports, and how many reports these are.
    SELECT
        year,
        coalesce(scope, 'unknown') AS scope,
        sum(granted) AS granted, sum(total) FILTER (WHERE granted IS NOT NULL) AS granted_of, count(granted) AS granted_reports,
        sum(partly_granted) AS partly_granted, sum(total) FILTER (WHERE partly_granted IS NOT NULL) AS partly_granted_of, count(partly_granted) AS partly_granted_reports,
        sum(denied) AS denied, sum(total) FILTER (WHERE denied IS NOT NULL) AS denied_of, count(denied) AS denied_reports,
        sum(unavailable) AS unavailable, sum(total) FILTER (WHERE unavailable IS NOT NULL) AS unavailable_of, count(unavailable) AS unavailable_reports,
        sum(unprocessed) AS unprocessed, sum(total) FILTER (WHERE unprocessed IS NOT NULL) AS unprocessed_of, count(unprocessed) AS unprocessed_reports,
        sum(other) AS other, sum(total) FILTER (WHERE other IS NOT NULL) AS other_of, count(other) AS other_reports,
        sum(otherwise) AS otherwise, sum(total) FILTER (WHERE otherwise IS NOT NULL) AS otherwise_of, count(otherwise) AS otherwise_reports
    FROM request_totals
    JOIN reports ON reports.id = report_id AND requests_edition IS NOT NULL
    WHERE total IS NOT NULL AND (:year = '' OR year = CAST(:year AS INTEGER))
    GROUP BY year, coalesce(scope, 'unknown')
),
outcomes AS (
    SELECT year, scope, 'granted' AS outcome, 3 AS position, granted AS requests, granted_of AS handled, granted_reports AS reports FROM sums
    UNION ALL SELECT year, scope, 'partly_granted', 4, partly_granted, partly_granted_of, partly_granted_reports FROM sums
    UNION ALL SELECT year, scope, 'denied', 5, denied, denied_of, denied_reports FROM sums
    UNION ALL SELECT year, scope, 'unavailable', 13, unavailable, unavailable_of, unavailable_reports FROM sums
    UNION ALL SELECT year, scope, 'unprocessed', 16, unprocessed, unprocessed_of, unprocessed_reports FROM sums
    UNION ALL SELECT year, scope, 'other', 21, other, other_of, other_reports FROM sums
    UNION ALL SELECT year, scope, 'otherwise', 22, otherwise, otherwise_of, otherwise_reports FROM sums
)
SELECT
    year,
    scope,
    outcome,
    coalesce(form_request_groups.label_zh, form_request_rows.label_zh) AS label_zh,
    coalesce(form_request_groups.label_en, form_request_rows.label_en) AS label_en,
    requests,
    reports,
    CASE
        WHEN handled >= max(1, CAST(coalesce(nullif(:minimum, ''), 10) AS INTEGER))
            THEN round(100.0 * requests / handled, 1)
    END AS percent_of_handled
FROM outcomes
LEFT JOIN form_request_groups ON form_request_groups.code = outcome
LEFT JOIN form_request_rows ON form_request_rows.code = outcome
WHERE reports > 0
ORDER BY year, scope, position
