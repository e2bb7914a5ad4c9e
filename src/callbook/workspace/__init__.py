"""The desktop model: channel, callback, calls, what an agent may do and what an agent sees."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
