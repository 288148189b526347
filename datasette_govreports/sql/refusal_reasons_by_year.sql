WITH wholes AS (
    SELECT report_id, sum(total) AS refused
    FROM requests
    JOIN form_request_rows ON form_request_rows.id = row_id
    WHERE group_code = 'denied'
    GROUP BY report_id
    HAVING count(total) = count(*)
)
SELECT
    year,
    coalesce(scope, 'unknown') AS scope,
    code AS reason,
    label_zh,
    label_en,
    article,
    sum(total) AS requests,
    count(*) AS reports,
    CASE
        WHEN sum(refused) >= max(1, CAST(coalesce(nullif(:minimum, ''), 10) AS INTEGER))
            THEN round(100.0 * sum(total) / sum(refused), 1)
    END AS percent_of_refused
FROM requests
JOIN wholes USING (report_id)
JOIN form_request_rows ON form_request_rows.id = row_id AND group_code = 'denied'
JOIN reports ON reports.id = report_id AND requests_edition IS NOT NULL
WHERE (:year = '' OR year = CAST(:year AS INTEGER))
GROUP BY year, coalesce(scope, 'unknown'), code
ORDER BY year, scope, row_id
