WITH labels AS (
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
    number AS requests,
    reports
FROM year_totals
JOIN labels ON item = 'new_' || applicant
WHERE (:year = '' OR year = CAST(:year AS INTEGER))
ORDER BY year, coalesce(scope, 'unknown'), position
