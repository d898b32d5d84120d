"""The tables of alerts: every SQL statement about them is run here; no commits."""
