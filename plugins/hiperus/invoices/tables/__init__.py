"""The tables of invoices: every SQL statement about them is run here; no commits."""
