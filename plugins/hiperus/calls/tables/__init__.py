"""The tables of calls: every SQL statement about them is run here; no commits."""
