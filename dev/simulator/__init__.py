"""A stand-in for the Hiperus platform: demo, tests and benchmarks speak to it over HTTP.

It shares no code with the project, so that the two can disagree. Everything in it is invented.
Start it with `python -m dev.simulator --help`.
"""
