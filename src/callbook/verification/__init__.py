"""What one run cannot show: real logs judged clause by clause, every configuration, every order of events."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
