"""The tables of retention: every SQL statement about them is run here; no commits."""
