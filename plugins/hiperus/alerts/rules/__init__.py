"""The rules of alerts: pure, no I/O and no clock."""
