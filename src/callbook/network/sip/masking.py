"""Leaves out of a message of SIP what proves a password, before anything of it is kept."""

from __future__ import annotations

import re
from typing import Final

MASK: Final = "********"
_SHOWN: Final = frozenset({"username", "realm", "uri", "algorithm", "qop", "nc"})
"""Parameters that say who it is and how it is proved, and help nobody to find the password."""
_CREDENTIALS: Final = re.compile(
    r"^((?:proxy-)?authorization[ \t]*:[ \t]*)([^\r\n]*(?:\r?\n[ \t][^\r\n]*)*)", re.IGNORECASE | re.MULTILINE
)
_NAMED: Final = "authorization"
_SCHEME: Final = re.compile(r"[A-Za-z0-9-]+(?=\s)")
# Whoever sends it is anybody: each of these looks at no character more than a few hundred times.
_PARAMETER: Final = re.compile(r'(?<![\w.-])([\w.-]++)\s*+=\s*+("(?:[^"\\]|\\.){0,300}"|[^\s,"]+)')
_PASSWORD_OF_A_URI: Final = re.compile(r"(sips?:[^@:\s<>\"]*+):[^@\s<>\"]{0,500}@", re.IGNORECASE)


def masked(text: str) -> str:
    """Return the message *text* without passwords: of credentials only who, where and how is left."""
    if _NAMED not in text.lower():  # as in most: to look for the whole header costs more
        return _PASSWORD_OF_A_URI.sub(rf"\1:{MASK}@", text)
    without = _CREDENTIALS.sub(lambda found: found[1] + _credentials(found[2]), text)
    return _PASSWORD_OF_A_URI.sub(rf"\1:{MASK}@", without)


def _credentials(value: str) -> str:
    scheme = _SCHEME.match(value)
    if scheme is None or scheme[0].lower() != "digest":
        return MASK if scheme is None else f"{scheme[0]} {MASK}"
    shown = [
        f"{name}={given}" if name.lower() in _SHOWN else f'{name}="{MASK}"'
        for name, given in _PARAMETER.findall(value[scheme.end() :])
    ]
    return f"{scheme[0]} {', '.join(shown)}"
