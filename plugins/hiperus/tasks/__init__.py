"""Task functions: the only readers of a run's context, a few lines each."""
