"""The rules of changes: pure, no I/O and no clock."""
