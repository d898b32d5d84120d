"""The tables of reconcile: every SQL statement about them is run here; no commits."""
