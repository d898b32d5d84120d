"""What the demo, the tests and the benchmark stand on: SQL files, servers, the simulator."""
