"""The page "Calls": a month's sums, charts and single calls."""
