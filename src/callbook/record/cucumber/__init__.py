"""Cucumber Messages: the event stream of a run, written as it goes and read by every report.

Nothing here is for import from outside: a run leaves the stream as ``messages.ndjson``.
"""

__all__: list[str] = []
