"""What is compared and what is open, read from LMS; no commits."""
