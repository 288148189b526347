-- Totals that the pages show at once, made from the tables of reports. Run again, it gives the same rows.
-- Rows 3 to 24 of form_request_rows are the outcomes, 25 is their total; the numbers are permanent. NULL is never
-- counted as 0: each sum is over the reports that give all of what it needs, and their number stands beside it.

DELETE FROM region_totals;
DELETE FROM check_totals;
DELETE FROM peer_ranges;

CREATE TEMP TABLE headline AS
SELECT
    report_id,
    max(total) FILTER (WHERE row_id = 1) AS received,
    max(total) FILTER (WHERE row_id = 25) AS handled,
    max(total) FILTER (WHERE row_id = 3) AS granted,
    max(total) FILTER (WHERE row_id = 4) AS partly,
    sum(total) FILTER (WHERE row_id BETWEEN 5 AND 12) AS denied,
    sum(total) FILTER (WHERE row_id BETWEEN 13 AND 15) AS unavailable,
    sum(total) FILTER (WHERE row_id BETWEEN 16 AND 20) AS unprocessed,
    sum(total) FILTER (WHERE row_id BETWEEN 21 AND 24) AS otherwise,
    count(total) FILTER (WHERE row_id BETWEEN 5 AND 12) = 8 AS denied_whole,
    CASE
        WHEN count(total) FILTER (WHERE row_id BETWEEN 3 AND 24) = count(*) FILTER (WHERE row_id BETWEEN 3 AND 24)
        THEN count(*) FILTER (WHERE row_id BETWEEN 3 AND 24)
    END AS outcomes_read
FROM requests GROUP BY report_id;
CREATE UNIQUE INDEX temp.headline_of ON headline (report_id);

INSERT INTO region_totals
SELECT
    region_code, year, scope, count(*),
    sum(status = 'complete'), sum(status = 'partial'), sum(status = 'narrative'),
    sum(checks_passed), sum(checks_failed), sum(checks_not_assessable), sum(checks_failed > 0),
    sum(received), count(received),
    sum(handled) FILTER (WHERE shared), sum(granted) FILTER (WHERE shared), sum(partly) FILTER (WHERE shared),
    count(*) FILTER (WHERE shared),
    sum(granted) FILTER (WHERE whole), sum(partly) FILTER (WHERE whole), sum(denied) FILTER (WHERE whole),
    sum(unavailable) FILTER (WHERE whole), sum(unprocessed) FILTER (WHERE whole), sum(otherwise) FILTER (WHERE whole),
    count(*) FILTER (WHERE whole)
FROM (
    SELECT
        agencies.region_code, reports.*, headline.*,
        handled IS NOT NULL AND granted IS NOT NULL AND partly IS NOT NULL AS shared,
        outcomes_read = CASE requests_edition WHEN '2019' THEN 19 WHEN '2021' THEN 21 END AS whole
    FROM reports
    LEFT JOIN agencies ON agencies.id = agency_id
    LEFT JOIN temp.headline ON headline.report_id = reports.id
)
GROUP BY region_code, year, scope ORDER BY region_code, year, scope;

INSERT INTO check_totals
SELECT check_id, region_code, year, sum(passed), sum(failed), sum(not_assessable), sum(failed > 0)
FROM check_results JOIN reports ON reports.id = report_id LEFT JOIN agencies ON agencies.id = agency_id
GROUP BY check_id, region_code, year ORDER BY check_id, region_code, year;

CREATE TEMP TABLE measured AS
SELECT
    kind, year, scope IS 'area' AS area, received,
    CASE WHEN handled >= 10 AND granted + partly <= handled THEN 100.0 * (granted + partly) / handled END AS granted_share,
    CASE WHEN handled >= 10 AND denied_whole AND denied <= handled THEN 100.0 * denied / handled END AS denied_share,
    reconsideration_total + litigation_direct_total + litigation_after_reconsideration_total AS reviews
FROM reports JOIN agencies ON agencies.id = agency_id
LEFT JOIN temp.headline ON headline.report_id = reports.id LEFT JOIN reviews ON reviews.report_id = reports.id
WHERE kind IS NOT NULL AND year IS NOT NULL;

INSERT INTO peer_ranges
WITH one (kind, year, area, measure, value) AS (
    SELECT kind, year, area, 'received', received FROM temp.measured WHERE received IS NOT NULL
    UNION ALL SELECT kind, year, area, 'granted_share', granted_share FROM temp.measured WHERE granted_share IS NOT NULL
    UNION ALL SELECT kind, year, area, 'denied_share', denied_share FROM temp.measured WHERE denied_share IS NOT NULL
    UNION ALL SELECT kind, year, area, 'reviews', reviews FROM temp.measured WHERE reviews IS NOT NULL
), placed AS (
    SELECT *, row_number() OVER same AS place, count(*) OVER (PARTITION BY kind, year, area, measure) AS n
    FROM one WINDOW same AS (PARTITION BY kind, year, area, measure ORDER BY value)
)
SELECT kind, year, area, measure, n, min(value), avg(value) FILTER (WHERE place IN ((n + 1) / 2, n / 2 + 1)), max(value)
FROM placed GROUP BY kind, year, area, measure;

DROP TABLE temp.measured;
DROP TABLE temp.headline;
