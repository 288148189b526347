-- A division and all in it: codes of digits that begin alike, up to the character that follows the digits. The second
-- plus has the index of all reports read from end to end, which is quicker over a network than a jump for each agency.
AND +rowid IN (
    SELECT id FROM reports WHERE +agency_id IN (
        SELECT id FROM agencies WHERE region_code >= :region AND region_code < :region || ':'
    )
)
