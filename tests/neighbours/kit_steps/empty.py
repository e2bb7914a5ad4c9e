"""No steps: the scenario has none."""
