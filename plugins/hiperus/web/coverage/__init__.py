"""The page "Coverage": which days of calls are here."""
