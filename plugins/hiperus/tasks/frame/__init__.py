"""What all tasks share: the run they are in, connections, retries, errors, alerts, metrics."""
