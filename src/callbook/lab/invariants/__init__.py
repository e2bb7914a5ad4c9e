"""What must hold in a lab after every single message and timer, whatever fails (F10): watched from outside.

Both servers check themselves. What stands here is what nobody can see alone: who believes to own a callback and who
owns it, who asks for what they may not, and, once all is quiet, that desktops and servers see the same.
"""

from callbook.lab.invariants.evidence import Violated
from callbook.lab.invariants.watcher import Watcher

__all__ = ["Violated", "Watcher"]
