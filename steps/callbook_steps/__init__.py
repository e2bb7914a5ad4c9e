"""The step language of Callbook: one module per noun of the trade.

A project's own steps are made of what is handed on here. Each name is fetched when it is asked for: pytest loads the
modules of steps itself, to rewrite what they assert.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
