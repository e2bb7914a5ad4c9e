"""Recordings: written as they happened, read as far as they go."""

from callbook.trace.difference import Difference, How, difference
from callbook.trace.form import FORMAT, VOLATILE, Head
from callbook.trace.reading import NewerTrace, TraceReader
from callbook.trace.trace import Trace, read_trace, trace_of
from callbook.trace.writing import head_of, plain, write_trace

__all__ = [
    "FORMAT",
    "VOLATILE",
    "Difference",
    "Head",
    "How",
    "NewerTrace",
    "Trace",
    "TraceReader",
    "difference",
    "head_of",
    "plain",
    "read_trace",
    "trace_of",
    "write_trace",
]
