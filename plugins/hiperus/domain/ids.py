"""Ids of accounts, terminals, customers and documents: LMS keeps them in integer columns."""

LARGEST_ID = 2**31 - 1
"""What an integer column of PostgreSQL and MySQL holds."""
