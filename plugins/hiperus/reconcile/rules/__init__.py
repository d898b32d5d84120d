"""The rules of reconcile: pure, no I/O and no clock."""
