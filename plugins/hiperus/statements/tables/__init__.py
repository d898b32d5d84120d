"""What statements read."""
