"""The rules of statements: pure, no I/O and no clock."""
