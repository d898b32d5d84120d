"""The rules of notes: pure, no I/O and no clock."""
