WITH read AS (
    SELECT year, coalesce(scope, 'unknown') AS scope, reviews.*
    FROM reviews
    JOIN reports ON reports.id = report_id
),
cases AS (
    SELECT
        year,
        scope,
        'reconsideration' AS block,
        sum(reconsideration_upheld) AS upheld,
        sum(reconsideration_corrected) AS corrected,
        sum(reconsideration_other) AS other,
        sum(reconsideration_pending) AS pending,
        sum(reconsideration_total) AS total,
        count(*) AS reports
    FROM read
    WHERE reconsideration_upheld + reconsideration_corrected + reconsideration_other
        + reconsideration_pending + reconsideration_total IS NOT NULL
    GROUP BY year, scope
    UNION ALL
    SELECT
        year,
        scope,
        'litigation_direct' AS block,
        sum(litigation_direct_upheld) AS upheld,
        sum(litigation_direct_corrected) AS corrected,
        sum(litigation_direct_other) AS other,
        sum(litigation_direct_pending) AS pending,
        sum(litigation_direct_total) AS total,
        count(*) AS reports
    FROM read
    WHERE litigation_direct_upheld + litigation_direct_corrected + litigation_direct_other
        + litigation_direct_pending + litigation_direct_total IS NOT NULL
    GROUP BY year, scope
    UNION ALL
    SELECT
        year,
        scope,
        'litigation_after_reconsideration' AS block,
        sum(litigation_after_reconsideration_upheld) AS upheld,
        sum(litigation_after_reconsideration_corrected) AS corrected,
        sum(litigation_after_reconsideration_other) AS other,
        sum(litigation_after_reconsideration_pending) AS pending,
        sum(litigation_after_reconsideration_total) AS total,
        count(*) AS reports
    FROM read
    WHERE litigation_after_reconsideration_upheld + litigation_after_reconsideration_corrected + litigation_after_reconsideration_other
        + litigation_after_reconsideration_pending + litigation_after_reconsideration_total IS NOT NULL
    GROUP BY year, scope
),
blocks AS (
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
