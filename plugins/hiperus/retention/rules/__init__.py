"""The rules of retention: pure, no I/O and no clock."""
