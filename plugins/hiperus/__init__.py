"""Hiperus C5 telephony in LMS: import accounts and calls, issue invoices, apply live changes."""

__version__ = "0.1.0"
