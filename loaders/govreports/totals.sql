-- request_totals from requests: what the queries of the site would else read 26 rows a report for.
-- The numbers of form_request_rows are permanent. NULL is never counted as 0. Run again, it gives the same rows.
DELETE FROM request_totals;
INSERT INTO request_totals
SELECT
    report_id,
    max(total) FILTER (WHERE row_id = 1),
    max(natural_person) FILTER (WHERE row_id = 1),
    max(business) FILTER (WHERE row_id = 1),
    max(research) FILTER (WHERE row_id = 1),
    max(public_interest) FILTER (WHERE row_id = 1),
    max(legal_service) FILTER (WHERE row_id = 1),
    max(other) FILTER (WHERE row_id = 1),
    max(total) FILTER (WHERE row_id = 2),
    max(total) FILTER (WHERE row_id = 3),
    max(total) FILTER (WHERE row_id = 4),
    max(total) FILTER (WHERE row_id = 5),
    max(total) FILTER (WHERE row_id = 6),
    max(total) FILTER (WHERE row_id = 7),
    max(total) FILTER (WHERE row_id = 8),
    max(total) FILTER (WHERE row_id = 9),
    max(total) FILTER (WHERE row_id = 10),
    max(total) FILTER (WHERE row_id = 11),
    max(total) FILTER (WHERE row_id = 12),
    CASE WHEN count(total) FILTER (WHERE row_id BETWEEN 5 AND 12) = 8
        THEN sum(total) FILTER (WHERE row_id BETWEEN 5 AND 12) END,
    CASE WHEN count(total) FILTER (WHERE row_id BETWEEN 13 AND 15) = 3
        THEN sum(total) FILTER (WHERE row_id BETWEEN 13 AND 15) END,
    CASE WHEN count(total) FILTER (WHERE row_id BETWEEN 16 AND 20) = 5
        THEN sum(total) FILTER (WHERE row_id BETWEEN 16 AND 20) END,
    max(total) FILTER (WHERE row_id = 21),
    CASE WHEN count(total) FILTER (WHERE row_id BETWEEN 22 AND 24) = 3
        THEN sum(total) FILTER (WHERE row_id BETWEEN 22 AND 24) END,
    max(total) FILTER (WHERE row_id = 25),
    max(total) FILTER (WHERE row_id = 26)
FROM requests
GROUP BY report_id;
