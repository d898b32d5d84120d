"""The rules of calls: pure, no I/O and no clock."""
