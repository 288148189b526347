SELECT number, text FROM sections WHERE report_id = :report ORDER BY number
