"""The page "Open ends": each open point, with its amount and the way to settle it."""
