"""Files made to do harm: one module for each format, name -> maker."""
