"""Files that people edit by hand: read with the place of everything, changed without touching any other byte.

Public are the words for places; the files themselves are read by ``callbook.configuration.environment``.
"""

from callbook.configuration.documents.node import DataPath, Position, written

__all__ = ["DataPath", "Position", "written"]
