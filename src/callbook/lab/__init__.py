"""The composition root: a ``Lab`` is a small contact centre on one clock, the way in for features and notebooks."""

from callbook.lab.keeping import Keeper, restored_lab
from callbook.lab.lab import Lab, small_center

__all__ = ["Keeper", "Lab", "restored_lab", "small_center"]
