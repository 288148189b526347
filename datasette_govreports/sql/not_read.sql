SELECT
    'cell' AS what,
    status,
    message_zh,
    message_en,
    sum(cells) AS number,
    sum(reports) AS reports
FROM note_totals
JOIN form_notes ON code = note
WHERE status IN ('blank', 'dash', 'missing', 'unreadable', 'ambiguous')
GROUP BY status, note
UNION ALL
SELECT 'input', outcome, message_zh, message, count(*), NULL
FROM load_log
WHERE outcome <> 'loaded'
GROUP BY outcome, message_zh, message
ORDER BY what, number DESC, status
