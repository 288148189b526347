WITH parts AS (
    -- One outcome of one report: a row of the form, or the rows of a group together, if all of them were read.
    SELECT
        report_id,
        CASE group_code WHEN 'results' THEN code ELSE group_code END AS outcome,
        min(row_id) AS position,
        sum(total) AS requests
    FROM requests
    JOIN form_request_rows ON form_request_rows.id = row_id
    WHERE group_code IS NOT NULL AND code <> 'total'
    GROUP BY report_id, outcome
    HAVING count(total) = count(*)
),
wholes AS (
    SELECT report_id, total AS handled
    FROM requests
    JOIN form_request_rows ON form_request_rows.id = row_id
    WHERE code = 'total' AND total IS NOT NULL
)
SELECT
    year,
    coalesce(scope, 'unknown') AS scope,
    outcome,
    coalesce(form_request_groups.label_zh, form_request_rows.label_zh) AS label_zh,
    coalesce(form_request_groups.label_en, form_request_rows.label_en) AS label_en,
    sum(requests) AS requests,
    count(*) AS reports,
    CASE
        WHEN sum(handled) >= max(1, CAST(coalesce(nullif(:minimum, ''), 10) AS INTEGER))
            THEN round(100.0 * sum(requests) / sum(handled), 1)
    END AS percent_of_handled
FROM parts
JOIN wholes USING (report_id)
JOIN reports ON reports.id = report_id AND requests_edition IS NOT NULL
LEFT JOIN form_request_groups ON form_request_groups.code = outcome
LEFT JOIN form_request_rows ON form_request_rows.code = outcome
WHERE (:year = '' OR year = CAST(:year AS INTEGER))
GROUP BY year, coalesce(scope, 'unknown'), outcome
ORDER BY year, scope, min(position)
