"""The page "Open ends": what is open, with amounts and what to do."""
