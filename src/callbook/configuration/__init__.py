"""Catalogues of privileges and options, and the configuration of a contact centre (P, O and C clauses)."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
