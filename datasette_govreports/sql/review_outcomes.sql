WITH cases AS (
    SELECT
        report_id,
        'reconsideration' AS block,
        reconsideration_upheld AS upheld,
        reconsideration_corrected AS corrected,
        reconsideration_other AS other,
        reconsideration_pending AS pending,
        reconsideration_total AS total
    FROM reviews
    UNION ALL
    SELECT
        report_id,
        'litigation_direct' AS block,
        litigation_direct_upheld AS upheld,
        litigation_direct_corrected AS corrected,
        litigation_direct_other AS other,
        litigation_direct_pending AS pending,
        litigation_direct_total AS total
    FROM reviews
    UNION ALL
    SELECT
        report_id,
        'litigation_after_reconsideration' AS block,
        litigation_after_reconsideration_upheld AS upheld,
        litigation_after_reconsideration_corrected AS corrected,
        litigation_after_reconsideration_other AS other,
        litigation_after_reconsideration_pending AS pending,
        litigation_after_reconsideration_total AS total
    FROM reviews
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
    coalesce(scope, 'unknown') AS scope,
    label_zh,
    label_en,
    sum(upheld) AS upheld,
    sum(corrected) AS corrected,
    sum(other) AS other,
    sum(pending) AS pending,
    sum(total) AS cases,
    count(*) AS reports,
    CASE
        WHEN sum(upheld + corrected + other) >= max(1, CAST(coalesce(nullif(:minimum, ''), 10) AS INTEGER))
            THEN round(100.0 * sum(corrected) / sum(upheld + corrected + other), 1)
    END AS percent_corrected
FROM cases
JOIN blocks USING (block)
JOIN reports ON reports.id = report_id
WHERE upheld + corrected + other + pending + total IS NOT NULL
GROUP BY year, coalesce(scope, 'unknown'), block
ORDER BY year, scope, position
