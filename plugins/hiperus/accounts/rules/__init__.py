"""The rules of accounts: pure, no I/O and no clock."""
