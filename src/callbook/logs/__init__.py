"""Logs of a real installation: read as recordings, written, and made anonymous."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
