"""The rules of calls, periods, money and invoices: pure values and functions, no I/O, no clock."""
