"""Recordings: written as they happened, read as far as they go."""

from callbook.trace.difference import Difference, How, difference
from callbook.trace.form import Head
from callbook.trace.reading import NewerTrace
from callbook.trace.trace import Trace, read_trace, trace_of
from callbook.trace.writing import head_of, write_trace

__all__ = [
    "Difference",
    "Head",
    "How",
    "NewerTrace",
    "Trace",
    "difference",
    "head_of",
    "read_trace",
    "trace_of",
    "write_trace",
]
