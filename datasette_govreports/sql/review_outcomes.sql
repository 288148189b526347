WITH blocks AS (
    -- The words above a block of the form, from the top down.
    SELECT block, group_concat(label_zh, ' · ') AS label_zh, group_concat(label_en, ' · ') AS label_en, max(x) AS position
    FROM (
        SELECT DISTINCT form_figures.row_code AS block, heading.label_zh, heading.label_en, heading.y, heading.x
        FROM form_cells AS figure
        JOIN form_figures ON form_figures.id = figure.figure_id
        JOIN form_cells AS heading
            ON heading.table_name = figure.table_name
            AND heading.edition = figure.edition
            AND heading.role = 'columns'
            AND figure.x >= heading.x
            AND figure.x < heading.x + heading.width
        WHERE figure.table_name = 'reviews' AND figure.edition = (SELECT max(id) FROM form_editions)
        ORDER BY heading.y
    )
    GROUP BY block
),
cases AS (
    SELECT
        year,
        coalesce(scope, 'unknown') AS scope,
        block,
        max(number) FILTER (WHERE item = block || '_upheld') AS upheld,
        max(number) FILTER (WHERE item = block || '_corrected') AS corrected,
        max(number) FILTER (WHERE item = block || '_other') AS other,
        max(number) FILTER (WHERE item = block || '_pending') AS pending,
        max(number) FILTER (WHERE item = block || '_total') AS total,
        max(reports) AS reports
    FROM year_totals
    JOIN blocks ON item IN (block || '_upheld', block || '_corrected', block || '_other', block || '_pending', block || '_total')
    GROUP BY year, scope, block
)
SELECT
    year,
    scope,
    label_zh,
    label_en,
    upheld,
    corrected,
    other,
    pending,
    total AS cases,
    reports,
    CASE
        WHEN upheld + corrected + other >= max(1, CAST(coalesce(nullif(:minimum, ''), 10) AS INTEGER))
            THEN round(100.0 * corrected / (upheld + corrected + other), 1)
    END AS percent_corrected
FROM cases
JOIN blocks USING (block)
ORDER BY year, scope, position
