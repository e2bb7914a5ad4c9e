"""The lab for clients elsewhere: runs behind HTTP, the doors that lead to them, and ``callbook.mocked``."""
