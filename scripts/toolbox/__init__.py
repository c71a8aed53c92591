"""What scripts/demo, scripts/test and scripts/lint share; standard library only."""
