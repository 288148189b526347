AND rowid IN (
    SELECT reports.id FROM reports LEFT JOIN agencies ON agencies.id = agency_id
    WHERE (:year = '' OR year = CAST(:year AS INTEGER))
        AND (:region = '' OR substr(region_code, 1, length(:region)) = :region)
)
