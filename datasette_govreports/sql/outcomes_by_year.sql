SELECT
    year,
    coalesce(scope, 'unknown') AS scope,
    item AS outcome,
    coalesce(form_request_groups.label_zh, form_request_rows.label_zh) AS label_zh,
    coalesce(form_request_groups.label_en, form_request_rows.label_en) AS label_en,
    year_totals.number AS requests,
    reports,
    CASE
        WHEN whole >= max(1, CAST(coalesce(nullif(:minimum, ''), 10) AS INTEGER))
            THEN round(100.0 * year_totals.number / whole, 1)
    END AS percent_of_handled
FROM year_totals
LEFT JOIN form_request_groups ON form_request_groups.code = item
LEFT JOIN form_request_rows ON form_request_rows.code = item
WHERE item IN ('granted', 'partly_granted', 'denied', 'unavailable', 'unprocessed', 'other', 'otherwise')
    AND (:year = '' OR year = CAST(:year AS INTEGER))
ORDER BY
    year,
    coalesce(scope, 'unknown'),
    coalesce(form_request_rows.id, (SELECT min(id) FROM form_request_rows WHERE group_code = item))
