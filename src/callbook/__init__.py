"""Callbook: a test harness and scenario notebook kit for the Web Callback channel of Workspace Desktop Edition.

Each name is fetched when it is asked for: ``import callbook`` itself costs nothing.
"""

import lazy_loader

from callbook.core import moved

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)

moved.say_where()
