"""Reads and writes the LMS database; the statements themselves are files in `include/sql`."""
