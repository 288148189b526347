SELECT slug, name FROM agencies
WHERE NOT EXISTS (SELECT 1 FROM json_each(:words) WHERE instr(name, value) = 0)
ORDER BY length(name), name
LIMIT :limit
