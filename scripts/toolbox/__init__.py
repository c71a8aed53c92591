"""What scripts/bench, demo, lint and test share; standard library only."""
