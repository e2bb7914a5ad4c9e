"""Loaded by Python itself at its start, where this folder is on PYTHONPATH: takes away what only Unix has.

What other packages choose by ``sys.platform`` stays as it is: this is no Windows, it only has less.
"""

import os
import sys

for module in ("fcntl", "grp", "pwd", "resource", "termios"):
    sys.modules[module] = None  # type: ignore[assignment] # whoever imports it is told that it is not there
for function in ("fchmod", "fork", "forkpty", "killpg", "mkfifo", "register_at_fork", "setsid"):
    if hasattr(os, function):
        delattr(os, function)
