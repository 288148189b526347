SELECT
    'cell' AS what,
    status,
    message_zh,
    message_en,
    count(*) AS number,
    count(DISTINCT report_id) AS reports
FROM cell_notes
JOIN form_notes ON code = note
WHERE status IN ('blank', 'dash', 'missing', 'unreadable', 'ambiguous')
GROUP BY status, note
UNION ALL
SELECT 'input', outcome, message_zh, message, count(*), NULL
FROM load_log
WHERE outcome <> 'loaded'
GROUP BY outcome, message_zh, message
ORDER BY what, number DESC, status
