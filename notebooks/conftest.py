"""Makes each notebook here one test: it is run, and what it says is compared with expected/NAME.txt."""

from callbook.notebook.testing.collector import pytest_addoption, pytest_collect_file, pytest_terminal_summary

__all__ = ["pytest_addoption", "pytest_collect_file", "pytest_terminal_summary"]
