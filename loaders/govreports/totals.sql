-- Totals that queries and pages would else add up anew each time, made from the tables of reports: request_totals from
-- requests, all others from it and the rest. The numbers of form_request_rows are permanent. NULL is never counted as 0:
-- each sum is over the reports that give all of what it needs, and their number stands beside it. Run again, it gives
-- the same rows.
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

DELETE FROM year_reports;
INSERT INTO year_reports
SELECT year, scope, count(*), count(DISTINCT agency_id) FROM reports GROUP BY year, scope ORDER BY year, scope;

-- The items of year_totals, each with its sum, what a share of it is taken of, and the reports that it rests on.
DELETE FROM year_totals;

-- What a report says in one figure.
INSERT INTO year_totals
SELECT year, scope, key, json_extract(value, '$[0]'), json_extract(value, '$[1]'), json_extract(value, '$[2]')
FROM (
    SELECT year, scope, json_object(
        'new', json_array(sum(new), NULL, count(new)),
        'carried_over', json_array(sum(carried_over), NULL, count(carried_over)),
        'total', json_array(sum(total), NULL, count(total)),
        'carried_forward', json_array(sum(carried_forward), NULL, count(carried_forward))
    ) AS items
    FROM request_totals JOIN reports ON reports.id = report_id
    GROUP BY year, scope ORDER BY year, scope
), json_each(items)
WHERE json_extract(value, '$[0]') IS NOT NULL;

-- Outcomes, of all that was handled.
INSERT INTO year_totals
SELECT year, scope, key, json_extract(value, '$[0]'), json_extract(value, '$[1]'), json_extract(value, '$[2]')
FROM (
    SELECT year, scope, json_object(
        'granted', json_array(sum(granted), sum(total) FILTER (WHERE granted IS NOT NULL), count(granted)),
        'partly_granted', json_array(sum(partly_granted), sum(total) FILTER (WHERE partly_granted IS NOT NULL), count(partly_granted)),
        'denied', json_array(sum(denied), sum(total) FILTER (WHERE denied IS NOT NULL), count(denied)),
        'unavailable', json_array(sum(unavailable), sum(total) FILTER (WHERE unavailable IS NOT NULL), count(unavailable)),
        'unprocessed', json_array(sum(unprocessed), sum(total) FILTER (WHERE unprocessed IS NOT NULL), count(unprocessed)),
        'other', json_array(sum(other), sum(total) FILTER (WHERE other IS NOT NULL), count(other)),
        'otherwise', json_array(sum(otherwise), sum(total) FILTER (WHERE otherwise IS NOT NULL), count(otherwise))
    ) AS items
    FROM request_totals JOIN reports ON reports.id = report_id
    WHERE total IS NOT NULL AND requests_edition IS NOT NULL
    GROUP BY year, scope ORDER BY year, scope
), json_each(items)
WHERE json_extract(value, '$[0]') IS NOT NULL;

-- Reasons, of all that was refused.
INSERT INTO year_totals
SELECT year, scope, key, json_extract(value, '$[0]'), json_extract(value, '$[1]'), json_extract(value, '$[2]')
FROM (
    SELECT year, scope, json_object(
        'denied_state_secret', json_array(sum(denied_state_secret), sum(denied), count(*)),
        'denied_other_law', json_array(sum(denied_other_law), sum(denied), count(*)),
        'denied_public_security', json_array(sum(denied_public_security), sum(denied), count(*)),
        'denied_third_party', json_array(sum(denied_third_party), sum(denied), count(*)),
        'denied_internal_affairs', json_array(sum(denied_internal_affairs), sum(denied), count(*)),
        'denied_deliberative', json_array(sum(denied_deliberative), sum(denied), count(*)),
        'denied_enforcement_file', json_array(sum(denied_enforcement_file), sum(denied), count(*)),
        'denied_register_query', json_array(sum(denied_register_query), sum(denied), count(*))
    ) AS items
    FROM request_totals JOIN reports ON reports.id = report_id
    WHERE denied IS NOT NULL AND requests_edition IS NOT NULL
    GROUP BY year, scope ORDER BY year, scope
), json_each(items)
WHERE json_extract(value, '$[0]') IS NOT NULL;

-- Who asked.
INSERT INTO year_totals
SELECT year, scope, key, json_extract(value, '$[0]'), json_extract(value, '$[1]'), json_extract(value, '$[2]')
FROM (
    SELECT year, scope, json_object(
        'new_natural_person', json_array(sum(new_natural_person), NULL, count(*)),
        'new_business', json_array(sum(new_business), NULL, count(*)),
        'new_research', json_array(sum(new_research), NULL, count(*)),
        'new_public_interest', json_array(sum(new_public_interest), NULL, count(*)),
        'new_legal_service', json_array(sum(new_legal_service), NULL, count(*)),
        'new_other', json_array(sum(new_other), NULL, count(*))
    ) AS items
    FROM request_totals JOIN reports ON reports.id = report_id
    WHERE new_natural_person + new_business + new_research + new_public_interest + new_legal_service + new_other IS NOT NULL
    GROUP BY year, scope ORDER BY year, scope
), json_each(items)
WHERE json_extract(value, '$[0]') IS NOT NULL;

-- Results of reconsideration and of suits, each block where it was read whole.
INSERT INTO year_totals
SELECT year, scope, block || '_' || key, json_extract(value, '$[0]'), NULL, json_extract(value, '$[1]')
FROM (
    SELECT year, scope, block, json_object(
        'upheld', json_array(sum(upheld), count(*)),
        'corrected', json_array(sum(corrected), count(*)),
        'other', json_array(sum(other), count(*)),
        'pending', json_array(sum(pending), count(*)),
        'total', json_array(sum(total), count(*))
    ) AS items
    FROM (
        SELECT report_id, 'reconsideration' AS block, reconsideration_upheld AS upheld, reconsideration_corrected AS corrected, reconsideration_other AS other, reconsideration_pending AS pending, reconsideration_total AS total FROM reviews UNION ALL
        SELECT report_id, 'litigation_direct' AS block, litigation_direct_upheld AS upheld, litigation_direct_corrected AS corrected, litigation_direct_other AS other, litigation_direct_pending AS pending, litigation_direct_total AS total FROM reviews UNION ALL
        SELECT report_id, 'litigation_after_reconsideration' AS block, litigation_after_reconsideration_upheld AS upheld, litigation_after_reconsideration_corrected AS corrected, litigation_after_reconsideration_other AS other, litigation_after_reconsideration_pending AS pending, litigation_after_reconsideration_total AS total FROM reviews
    ) JOIN reports ON reports.id = report_id
    WHERE upheld + corrected + other + pending + total IS NOT NULL
    GROUP BY year, scope, block ORDER BY year, scope, block
), json_each(items);

-- Cells with a note; a report has one body and one year, so its numbers may be added.
DELETE FROM note_totals;
INSERT INTO note_totals
SELECT region_code, year, noted.status, note, sum(cells), count(*)
FROM (SELECT report_id, status, note, count(*) AS cells FROM cell_notes GROUP BY report_id, status, note) AS noted
JOIN reports ON reports.id = report_id LEFT JOIN agencies ON agencies.id = agency_id
GROUP BY region_code, year, noted.status, note ORDER BY region_code, year, noted.status, note;

-- By division and year.
DELETE FROM region_totals;
INSERT INTO region_totals
SELECT
    region_code, year, scope, count(*),
    sum(status = 'complete'), sum(status = 'partial'), sum(status = 'narrative'),
    sum(checks_passed), sum(checks_failed), sum(checks_not_assessable), sum(checks_failed > 0),
    sum(new), count(new),
    sum(total) FILTER (WHERE shared), sum(granted) FILTER (WHERE shared), sum(partly_granted) FILTER (WHERE shared),
    count(*) FILTER (WHERE shared),
    sum(granted) FILTER (WHERE whole), sum(partly_granted) FILTER (WHERE whole), sum(denied) FILTER (WHERE whole),
    sum(unavailable) FILTER (WHERE whole), sum(unprocessed) FILTER (WHERE whole),
    sum(coalesce(other, otherwise)) FILTER (WHERE whole),
    count(*) FILTER (WHERE whole)
FROM (
    SELECT
        agencies.region_code, reports.*, request_totals.*,
        total + granted + partly_granted IS NOT NULL AS shared,
        granted + partly_granted + denied + unavailable + unprocessed
            + CASE requests_edition WHEN '2019' THEN other WHEN '2021' THEN otherwise END IS NOT NULL AS whole
    FROM reports
    LEFT JOIN agencies ON agencies.id = agency_id
    LEFT JOIN request_totals ON request_totals.report_id = reports.id
)
GROUP BY region_code, year, scope ORDER BY region_code, year, scope;

DELETE FROM check_totals;
INSERT INTO check_totals
SELECT check_id, region_code, year, sum(passed), sum(failed), sum(not_assessable), sum(failed > 0)
FROM check_results JOIN reports ON reports.id = report_id LEFT JOIN agencies ON agencies.id = agency_id
GROUP BY check_id, region_code, year ORDER BY check_id, region_code, year;

-- Among bodies of one kind in one year.
DELETE FROM peer_ranges;
CREATE TEMP TABLE measured AS
SELECT
    kind, year, scope IS 'area' AS area, new AS received,
    CASE WHEN total >= 10 AND granted + partly_granted <= total
        THEN 100.0 * (granted + partly_granted) / total END AS granted_share,
    CASE WHEN total >= 10 AND denied <= total THEN 100.0 * denied / total END AS denied_share,
    reconsideration_total + litigation_direct_total + litigation_after_reconsideration_total AS reviews
FROM reports JOIN agencies ON agencies.id = agency_id
LEFT JOIN request_totals ON request_totals.report_id = reports.id LEFT JOIN reviews ON reviews.report_id = reports.id
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
