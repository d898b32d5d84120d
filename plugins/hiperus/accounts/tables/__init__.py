"""The tables of accounts: every SQL statement about them is run here; no commits."""
