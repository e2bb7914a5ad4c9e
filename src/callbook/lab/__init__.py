"""The composition root: a ``Lab`` is a small contact centre on one clock, the way in for features and notebooks."""

from callbook.lab.lab import Lab, small_center

__all__ = ["Lab", "small_center"]
