"""The main job on embedded parts: `make demo`."""
