"""The command line: ``callbook --help`` lists the commands, each with examples."""

from callbook.cli.app import main

__all__ = ["main"]
