"""The rules of invoices: pure, no I/O and no clock."""
