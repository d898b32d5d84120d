"""Private database servers on this machine: started in a folder, stopped by their process id."""
