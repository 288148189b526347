SELECT
    year,
    coalesce(scope, 'unknown') AS scope,
    item AS reason,
    label_zh,
    label_en,
    article,
    year_totals.number AS requests,
    reports,
    CASE
        WHEN whole >= max(1, CAST(coalesce(nullif(:minimum, ''), 10) AS INTEGER))
            THEN round(100.0 * year_totals.number / whole, 1)
    END AS percent_of_refused
FROM year_totals
JOIN form_request_rows ON code = item AND group_code = 'denied'
WHERE (:year = '' OR year = CAST(:year AS INTEGER))
ORDER BY year, coalesce(scope, 'unknown'), form_request_rows.id
