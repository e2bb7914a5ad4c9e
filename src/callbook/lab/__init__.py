"""The composition root: a ``Lab`` is a small contact centre on one clock, the way in for features and notebooks."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
