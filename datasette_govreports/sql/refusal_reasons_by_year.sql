WITH sums AS MATERIALIZED (
    SELECT
        year,
        coalesce(scope, 'unknown') AS scope,
        count(*) AS reports,
        sum(denied) AS refused,
        sum(denied_state_secret) AS denied_state_secret,
        sum(denied_other_law) AS denied_other_law,
        sum(denied_public_security) AS denied_public_security,
        sum(denied_third_party) AS denied_third_party,
        sum(denied_internal_affairs) AS denied_internal_affairs,
        sum(denied_deliberative) AS denied_deliberative,
        sum(denied_enforcement_file) AS denied_enforcement_file,
        sum(denied_register_query) AS denied_register_query
    FROM request_totals
    JOIN reports ON reports.id = report_id AND requests_edition IS NOT NULL
    WHERE denied IS NOT NULL AND (:year = '' OR year = CAST(:year AS INTEGER))
    GROUP BY year, coalesce(scope, 'unknown')
),
reasons AS (
    SELECT year, scope, reports, refused, 'denied_state_secret' AS reason, denied_state_secret AS requests FROM sums
    UNION ALL SELECT year, scope, reports, refused, 'denied_other_law', denied_other_law FROM sums
    UNION ALL SELECT year, scope, reports, refused, 'denied_public_security', denied_public_security FROM sums
    UNION ALL SELECT year, scope, reports, refused, 'denied_third_party', denied_third_party FROM sums
    UNION ALL SELECT year, scope, reports, refused, 'denied_internal_affairs', denied_internal_affairs FROM sums
    UNION ALL SELECT year, scope, reports, refused, 'denied_deliberative', denied_deliberative FROM sums
    UNION ALL SELECT year, scope, reports, refused, 'denied_enforcement_file', denied_enforcement_file FROM sums
    UNION ALL SELECT year, scope, reports, refused, 'denied_register_query', denied_register_query FROM sums
)
SELECT
    year,
    scope,
    reason,
    label_zh,
    label_en,
    article,
    requests,
    reports,
    CASE
        WHEN refused >= max(1, CAST(coalesce(nullif(:minimum, ''), 10) AS INTEGER))
            THEN round(100.0 * requests / refused, 1)
    END AS percent_of_refused
FROM reasons
JOIN form_request_rows ON code = reason
ORDER BY year, scope, form_request_rows.id
