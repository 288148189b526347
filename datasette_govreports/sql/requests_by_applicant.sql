WITH received AS (
    SELECT report_id, natural_person, business, research, public_interest, legal_service, other
    FROM requests
    JOIN form_request_rows ON form_request_rows.id = row_id AND code = 'new'
    WHERE natural_person + business + research + public_interest + legal_service + other IS NOT NULL
),
cells AS (
    SELECT report_id, 'natural_person' AS applicant, natural_person AS requests FROM received
    UNION ALL
    SELECT report_id, 'business' AS applicant, business AS requests FROM received
    UNION ALL
    SELECT report_id, 'research' AS applicant, research AS requests FROM received
    UNION ALL
    SELECT report_id, 'public_interest' AS applicant, public_interest AS requests FROM received
    UNION ALL
    SELECT report_id, 'legal_service' AS applicant, legal_service AS requests FROM received
    UNION ALL
    SELECT report_id, 'other' AS applicant, other AS requests FROM received
),
labels AS (
    -- The words above each column of the form.
    SELECT DISTINCT form_figures.column_name AS applicant, heading.label_zh, heading.label_en, heading.x AS position
    FROM form_cells AS figure
    JOIN form_figures ON form_figures.id = figure.figure_id AND form_figures.row_code = 'new'
    JOIN form_cells AS heading
        ON heading.table_name = figure.table_name
        AND heading.edition = figure.edition
        AND heading.role = 'column'
        AND heading.x = figure.x
    WHERE figure.table_name = 'requests' AND figure.edition = (SELECT max(id) FROM form_editions)
)
SELECT
    year,
    coalesce(scope, 'unknown') AS scope,
    applicant,
    label_zh,
    label_en,
    sum(requests) AS requests,
    count(*) AS reports
FROM cells
JOIN labels USING (applicant)
JOIN reports ON reports.id = report_id
WHERE (:year = '' OR year = CAST(:year AS INTEGER))
GROUP BY year, coalesce(scope, 'unknown'), applicant
ORDER BY year, scope, position
