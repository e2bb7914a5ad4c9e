"""Recordings: written as they happened, read as far as they go."""

from callbook.record.trace.difference import Difference, How, difference
from callbook.record.trace.form import Head
from callbook.record.trace.reading import OtherFormat, Trace, read_trace, trace_of
from callbook.record.trace.writing import head_of, write_trace

__all__ = [
    "Difference",
    "Head",
    "How",
    "OtherFormat",
    "Trace",
    "difference",
    "head_of",
    "read_trace",
    "trace_of",
    "write_trace",
]
