"""Measures the way of the calls: `make bench` writes `build/bench.json`."""
