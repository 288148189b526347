-- With a plus, or the index would be asked anew for every report of the year.
AND +rowid IN (SELECT id FROM reports WHERE year = CAST(:year AS INTEGER))
