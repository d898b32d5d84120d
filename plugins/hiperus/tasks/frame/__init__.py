"""The parts all tasks share: run, connections, retries, errors, alerts, metrics."""
