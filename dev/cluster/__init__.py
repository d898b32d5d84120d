"""The set-up of `docker-compose.yaml` from packages on one machine: `python -m dev.cluster`."""
