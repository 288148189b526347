WITH sums AS MATERIALIZED (
    SELECT
        year,
        coalesce(scope, 'unknown') AS scope,
        count(*) AS reports,
        sum(new_natural_person) AS natural_person,
        sum(new_business) AS business,
        sum(new_research) AS research,
        sum(new_public_interest) AS public_interest,
        sum(new_legal_service) AS legal_service,
        sum(new_other) AS other
    FROM request_totals
    JOIN reports ON reports.id = report_id
    WHERE new_natural_person + new_business + new_research
        + new_public_interest + new_legal_service + new_other IS NOT NULL
        AND (:year = '' OR year = CAST(:year AS INTEGER))
    GROUP BY year, coalesce(scope, 'unknown')
),
cells AS (
    SELECT year, scope, reports, 'natural_person' AS applicant, natural_person AS requests FROM sums
    UNION ALL SELECT year, scope, reports, 'business', business FROM sums
    UNION ALL SELECT year, scope, reports, 'research', research FROM sums
    UNION ALL SELECT year, scope, reports, 'public_interest', public_interest FROM sums
    UNION ALL SELECT year, scope, reports, 'legal_service', legal_service FROM sums
    UNION ALL SELECT year, scope, reports, 'other', other FROM sums
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
    scope,
    applicant,
    label_zh,
    label_en,
    requests,
    reports
FROM cells
JOIN labels USING (applicant)
ORDER BY year, scope, position
