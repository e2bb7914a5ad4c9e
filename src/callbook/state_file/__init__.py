"""One file that keeps what a server must not lose, whenever its process is killed (E2, F10)."""

from callbook.state_file.state_file import NotKept, StateFile

__all__ = ["NotKept", "StateFile"]
