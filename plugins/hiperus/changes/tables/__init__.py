"""The tables of changes: every SQL statement about them is run here; no commits."""
