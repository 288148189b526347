-- What the queries of the site would else add up anew each time: request_totals from requests, and totals by year.
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

DELETE FROM year_reports;
INSERT INTO year_reports
SELECT year, scope, count(*), count(DISTINCT agency_id) FROM reports GROUP BY year, scope ORDER BY year, scope;

DELETE FROM year_totals;
CREATE TEMP TABLE wide AS
SELECT year, scope, requests_edition, request_totals.* FROM request_totals JOIN reports ON reports.id = report_id;

-- What a report says in one figure.
CREATE TEMP TABLE printed AS
SELECT
    year, scope, sum(new) AS new, count(new) AS new_reports,
    sum(carried_over) AS carried_over, count(carried_over) AS carried_over_reports,
    sum(total) AS total, count(total) AS total_reports,
    sum(carried_forward) AS carried_forward, count(carried_forward) AS carried_forward_reports
FROM temp.wide
GROUP BY year, scope ORDER BY year, scope;
INSERT INTO year_totals
SELECT year, scope, 'new', new, NULL, new_reports FROM temp.printed WHERE new IS NOT NULL
UNION ALL SELECT year, scope, 'carried_over', carried_over, NULL, carried_over_reports FROM temp.printed WHERE carried_over IS NOT NULL
UNION ALL SELECT year, scope, 'total', total, NULL, total_reports FROM temp.printed WHERE total IS NOT NULL
UNION ALL SELECT year, scope, 'carried_forward', carried_forward, NULL, carried_forward_reports FROM temp.printed WHERE carried_forward IS NOT NULL;

-- Outcomes, of all that was handled.
CREATE TEMP TABLE outcomes AS
SELECT
    year, scope, sum(granted) AS granted, sum(total) FILTER (WHERE granted IS NOT NULL) AS granted_of, count(granted) AS granted_reports,
    sum(partly_granted) AS partly_granted, sum(total) FILTER (WHERE partly_granted IS NOT NULL) AS partly_granted_of, count(partly_granted) AS partly_granted_reports,
    sum(denied) AS denied, sum(total) FILTER (WHERE denied IS NOT NULL) AS denied_of, count(denied) AS denied_reports,
    sum(unavailable) AS unavailable, sum(total) FILTER (WHERE unavailable IS NOT NULL) AS unavailable_of, count(unavailable) AS unavailable_reports,
    sum(unprocessed) AS unprocessed, sum(total) FILTER (WHERE unprocessed IS NOT NULL) AS unprocessed_of, count(unprocessed) AS unprocessed_reports,
    sum(other) AS other, sum(total) FILTER (WHERE other IS NOT NULL) AS other_of, count(other) AS other_reports,
    sum(otherwise) AS otherwise, sum(total) FILTER (WHERE otherwise IS NOT NULL) AS otherwise_of, count(otherwise) AS otherwise_reports
FROM temp.wide WHERE total IS NOT NULL AND requests_edition IS NOT NULL
GROUP BY year, scope ORDER BY year, scope;
INSERT INTO year_totals
SELECT year, scope, 'granted', granted, granted_of, granted_reports FROM temp.outcomes WHERE granted IS NOT NULL
UNION ALL SELECT year, scope, 'partly_granted', partly_granted, partly_granted_of, partly_granted_reports FROM temp.outcomes WHERE partly_granted IS NOT NULL
UNION ALL SELECT year, scope, 'denied', denied, denied_of, denied_reports FROM temp.outcomes WHERE denied IS NOT NULL
UNION ALL SELECT year, scope, 'unavailable', unavailable, unavailable_of, unavailable_reports FROM temp.outcomes WHERE unavailable IS NOT NULL
UNION ALL SELECT year, scope, 'unprocessed', unprocessed, unprocessed_of, unprocessed_reports FROM temp.outcomes WHERE unprocessed IS NOT NULL
UNION ALL SELECT year, scope, 'other', other, other_of, other_reports FROM temp.outcomes WHERE other IS NOT NULL
UNION ALL SELECT year, scope, 'otherwise', otherwise, otherwise_of, otherwise_reports FROM temp.outcomes WHERE otherwise IS NOT NULL;

-- Reasons, of all that was refused.
CREATE TEMP TABLE reasons AS
SELECT
    year, scope, count(*) AS reports, sum(denied) AS denied,
    sum(denied_state_secret) AS denied_state_secret,
    sum(denied_other_law) AS denied_other_law,
    sum(denied_public_security) AS denied_public_security,
    sum(denied_third_party) AS denied_third_party,
    sum(denied_internal_affairs) AS denied_internal_affairs,
    sum(denied_deliberative) AS denied_deliberative,
    sum(denied_enforcement_file) AS denied_enforcement_file,
    sum(denied_register_query) AS denied_register_query
FROM temp.wide WHERE denied IS NOT NULL AND requests_edition IS NOT NULL
GROUP BY year, scope ORDER BY year, scope;
INSERT INTO year_totals
SELECT year, scope, 'denied_state_secret', denied_state_secret, denied, reports FROM temp.reasons WHERE denied_state_secret IS NOT NULL
UNION ALL SELECT year, scope, 'denied_other_law', denied_other_law, denied, reports FROM temp.reasons WHERE denied_other_law IS NOT NULL
UNION ALL SELECT year, scope, 'denied_public_security', denied_public_security, denied, reports FROM temp.reasons WHERE denied_public_security IS NOT NULL
UNION ALL SELECT year, scope, 'denied_third_party', denied_third_party, denied, reports FROM temp.reasons WHERE denied_third_party IS NOT NULL
UNION ALL SELECT year, scope, 'denied_internal_affairs', denied_internal_affairs, denied, reports FROM temp.reasons WHERE denied_internal_affairs IS NOT NULL
UNION ALL SELECT year, scope, 'denied_deliberative', denied_deliberative, denied, reports FROM temp.reasons WHERE denied_deliberative IS NOT NULL
UNION ALL SELECT year, scope, 'denied_enforcement_file', denied_enforcement_file, denied, reports FROM temp.reasons WHERE denied_enforcement_file IS NOT NULL
UNION ALL SELECT year, scope, 'denied_register_query', denied_register_query, denied, reports FROM temp.reasons WHERE denied_register_query IS NOT NULL;

-- Who asked.
CREATE TEMP TABLE applicants AS
SELECT
    year, scope, count(*) AS reports,
    sum(new_natural_person) AS new_natural_person,
    sum(new_business) AS new_business,
    sum(new_research) AS new_research,
    sum(new_public_interest) AS new_public_interest,
    sum(new_legal_service) AS new_legal_service,
    sum(new_other) AS new_other
FROM temp.wide
WHERE new_natural_person + new_business + new_research + new_public_interest + new_legal_service + new_other IS NOT NULL
GROUP BY year, scope ORDER BY year, scope;
INSERT INTO year_totals
SELECT year, scope, 'new_natural_person', new_natural_person, NULL, reports FROM temp.applicants WHERE new_natural_person IS NOT NULL
UNION ALL SELECT year, scope, 'new_business', new_business, NULL, reports FROM temp.applicants WHERE new_business IS NOT NULL
UNION ALL SELECT year, scope, 'new_research', new_research, NULL, reports FROM temp.applicants WHERE new_research IS NOT NULL
UNION ALL SELECT year, scope, 'new_public_interest', new_public_interest, NULL, reports FROM temp.applicants WHERE new_public_interest IS NOT NULL
UNION ALL SELECT year, scope, 'new_legal_service', new_legal_service, NULL, reports FROM temp.applicants WHERE new_legal_service IS NOT NULL
UNION ALL SELECT year, scope, 'new_other', new_other, NULL, reports FROM temp.applicants WHERE new_other IS NOT NULL;

-- Results of reconsideration and of suits.
CREATE TEMP TABLE reconsideration AS
SELECT
    year, scope, count(*) AS reports,
    sum(reconsideration_upheld) AS reconsideration_upheld,
    sum(reconsideration_corrected) AS reconsideration_corrected,
    sum(reconsideration_other) AS reconsideration_other,
    sum(reconsideration_pending) AS reconsideration_pending,
    sum(reconsideration_total) AS reconsideration_total
FROM reviews JOIN reports ON reports.id = report_id
WHERE reconsideration_upheld + reconsideration_corrected + reconsideration_other
    + reconsideration_pending + reconsideration_total IS NOT NULL
GROUP BY year, scope ORDER BY year, scope;
INSERT INTO year_totals
SELECT year, scope, 'reconsideration_upheld', reconsideration_upheld, NULL, reports FROM temp.reconsideration WHERE reconsideration_upheld IS NOT NULL
UNION ALL SELECT year, scope, 'reconsideration_corrected', reconsideration_corrected, NULL, reports FROM temp.reconsideration WHERE reconsideration_corrected IS NOT NULL
UNION ALL SELECT year, scope, 'reconsideration_other', reconsideration_other, NULL, reports FROM temp.reconsideration WHERE reconsideration_other IS NOT NULL
UNION ALL SELECT year, scope, 'reconsideration_pending', reconsideration_pending, NULL, reports FROM temp.reconsideration WHERE reconsideration_pending IS NOT NULL
UNION ALL SELECT year, scope, 'reconsideration_total', reconsideration_total, NULL, reports FROM temp.reconsideration WHERE reconsideration_total IS NOT NULL;
CREATE TEMP TABLE litigation_direct AS
SELECT
    year, scope, count(*) AS reports,
    sum(litigation_direct_upheld) AS litigation_direct_upheld,
    sum(litigation_direct_corrected) AS litigation_direct_corrected,
    sum(litigation_direct_other) AS litigation_direct_other,
    sum(litigation_direct_pending) AS litigation_direct_pending,
    sum(litigation_direct_total) AS litigation_direct_total
FROM reviews JOIN reports ON reports.id = report_id
WHERE litigation_direct_upheld + litigation_direct_corrected + litigation_direct_other
    + litigation_direct_pending + litigation_direct_total IS NOT NULL
GROUP BY year, scope ORDER BY year, scope;
INSERT INTO year_totals
SELECT year, scope, 'litigation_direct_upheld', litigation_direct_upheld, NULL, reports FROM temp.litigation_direct WHERE litigation_direct_upheld IS NOT NULL
UNION ALL SELECT year, scope, 'litigation_direct_corrected', litigation_direct_corrected, NULL, reports FROM temp.litigation_direct WHERE litigation_direct_corrected IS NOT NULL
UNION ALL SELECT year, scope, 'litigation_direct_other', litigation_direct_other, NULL, reports FROM temp.litigation_direct WHERE litigation_direct_other IS NOT NULL
UNION ALL SELECT year, scope, 'litigation_direct_pending', litigation_direct_pending, NULL, reports FROM temp.litigation_direct WHERE litigation_direct_pending IS NOT NULL
UNION ALL SELECT year, scope, 'litigation_direct_total', litigation_direct_total, NULL, reports FROM temp.litigation_direct WHERE litigation_direct_total IS NOT NULL;
CREATE TEMP TABLE litigation_after_reconsideration AS
SELECT
    year, scope, count(*) AS reports,
    sum(litigation_after_reconsideration_upheld) AS litigation_after_reconsideration_upheld,
    sum(litigation_after_reconsideration_corrected) AS litigation_after_reconsideration_corrected,
    sum(litigation_after_reconsideration_other) AS litigation_after_reconsideration_other,
    sum(litigation_after_reconsideration_pending) AS litigation_after_reconsideration_pending,
    sum(litigation_after_reconsideration_total) AS litigation_after_reconsideration_total
FROM reviews JOIN reports ON reports.id = report_id
WHERE litigation_after_reconsideration_upheld + litigation_after_reconsideration_corrected + litigation_after_reconsideration_other
    + litigation_after_reconsideration_pending + litigation_after_reconsideration_total IS NOT NULL
GROUP BY year, scope ORDER BY year, scope;
INSERT INTO year_totals
SELECT year, scope, 'litigation_after_reconsideration_upheld', litigation_after_reconsideration_upheld, NULL, reports FROM temp.litigation_after_reconsideration WHERE litigation_after_reconsideration_upheld IS NOT NULL
UNION ALL SELECT year, scope, 'litigation_after_reconsideration_corrected', litigation_after_reconsideration_corrected, NULL, reports FROM temp.litigation_after_reconsideration WHERE litigation_after_reconsideration_corrected IS NOT NULL
UNION ALL SELECT year, scope, 'litigation_after_reconsideration_other', litigation_after_reconsideration_other, NULL, reports FROM temp.litigation_after_reconsideration WHERE litigation_after_reconsideration_other IS NOT NULL
UNION ALL SELECT year, scope, 'litigation_after_reconsideration_pending', litigation_after_reconsideration_pending, NULL, reports FROM temp.litigation_after_reconsideration WHERE litigation_after_reconsideration_pending IS NOT NULL
UNION ALL SELECT year, scope, 'litigation_after_reconsideration_total', litigation_after_reconsideration_total, NULL, reports FROM temp.litigation_after_reconsideration WHERE litigation_after_reconsideration_total IS NOT NULL;
DROP TABLE temp.wide;
DROP TABLE temp.printed;
DROP TABLE temp.outcomes;
DROP TABLE temp.reasons;
DROP TABLE temp.applicants;
DROP TABLE temp.reconsideration;
DROP TABLE temp.litigation_direct;
DROP TABLE temp.litigation_after_reconsideration;

-- Cells with a note; a report has one body and one year, so its numbers may be added.
DELETE FROM note_totals;
INSERT INTO note_totals
SELECT region_code, year, noted.status, note, sum(cells), count(*)
FROM (SELECT report_id, status, note, count(*) AS cells FROM cell_notes GROUP BY report_id, status, note) AS noted
JOIN reports ON reports.id = report_id LEFT JOIN agencies ON agencies.id = agency_id
GROUP BY region_code, year, noted.status, note ORDER BY region_code, year, noted.status, note;
