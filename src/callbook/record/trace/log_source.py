"""Which logs a recording was read in: the files, what is damaged in them, and whether people can be known by it."""

import msgspec


class LogFile(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One log: all segments of one run of one program.

    Attributes:
        name: of its file, of its first segment if there are several, without folders.
        kind: ``wde``, ``tserver`` or ``interaction-server``.
        application: what the program calls itself; empty where the log does not say.
        zone: the zone that its stamps were read in, as an offset or a name.
        skew: by how many milliseconds its clock is ahead of that of the first log; taken off from every instant.
        first: when its first message was, ISO 8601; empty without any.
        last: when its last one was.
    """

    name: str
    kind: str
    application: str = ""
    zone: str = ""
    skew: int = 0
    first: str = ""
    last: str = ""


class Damage(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """Lines between which messages may be missing or wrong.

    Attributes:
        file: the place of the log among the logs, from 0.
        first_line: the last line before that is sound, from 1; 0 for the beginning of the log.
        last_line: the first line after it that is sound; 0 where the log ends.
        why: what is wrong: cut off, a gap in EventSequenceNumber, unreadable.
        since: the instant of the last sound message before, ISO 8601; empty where there is none.
        until: that of the first one after it.
    """

    file: int
    first_line: int
    last_line: int
    why: str
    since: str = ""
    until: str = ""


class LogSource(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """What a recording was read in.

    Attributes:
        files: the logs, in the order in which they were given.
        spans: what is damaged.
        picked: what was picked out, in words; empty where all was read.
        personal_data: whether it holds personal data: what was read in a log does until it is made anonymous.
    """

    files: tuple[LogFile, ...] = ()
    spans: tuple[Damage, ...] = ()
    picked: str = ""
    personal_data: bool = True
