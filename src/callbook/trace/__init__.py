"""Recordings: one file per scenario, one line per happening."""

from callbook.trace.writing import FORMAT, lines, write_trace

__all__ = ["FORMAT", "lines", "write_trace"]
