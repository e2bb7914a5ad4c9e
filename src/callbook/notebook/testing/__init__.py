"""Notebooks as tests: pytest runs each one and compares its plain-text outputs with the text that stands beside it."""
