"""Reports made to order and the measurements taken on them; `python -m benchmarks` runs the measurements."""
