"""Loads the steps of this repository, for every feature in it."""

# By its own name, not as `steps.our_steps`: `pythonpath` in pyproject.toml lets every import mode of pytest find it.
pytest_plugins = ["our_steps"]
