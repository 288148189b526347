SELECT count(*) FROM reports_fts WHERE reports_fts MATCH :match {within}
