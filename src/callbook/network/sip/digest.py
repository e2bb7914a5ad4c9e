"""Who a telephone is: digest authentication (RFC 3261, 22; RFC 7616), with numbers as users' names."""

from __future__ import annotations

import hmac
from hashlib import sha256
from typing import TYPE_CHECKING, Final

from aiosipua.auth import SipDigestAuth, build_credentials
from aiosipua.headers import AuthChallenge, parse_auth

from callbook.core import BadInput

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from callbook.core import Clock
    from callbook.network.sip.messages import Request

REALM: Final = "callbook"
_FRESH: Final = 300_000
"""Milliseconds for which a nonce is taken."""


def read_users(path: Path) -> dict[str, str]:
    """Return the users of a file, each with the password: a line for each, ``number:password``.

    Raises:
        BadInput: the file cannot be read, or a line is something else.
    """
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        accepted = f"one that can be read ({error})"
        raise BadInput("file of users", str(path), where="--sip-users", accepted=accepted) from None
    users = dict[str, str]()
    for number, line in enumerate(lines, start=1):
        user, colon, password = line.strip().partition(":")
        if not line.strip() or line.startswith("#"):
            continue
        if not (colon and user and password):
            where = f"{path}, line {number}"  # not what it says: it may be a password
            raise BadInput("line", "this one", where=where, accepted="number:password, one in each line")
        users[user] = password
    if not users:
        raise BadInput("file of users", str(path), where="--sip-users", accepted="number:password, one in each line")
    return users


class Digest:
    """Challenges, and what answers them.

    Args:
        users: each number with its password.
        clock: how long a challenge is fresh.
        secret: only this process knows it.
    """

    def __init__(self, users: Mapping[str, str], clock: Clock, secret: bytes) -> None:
        self._users = users
        self._clock = clock
        self._secret = secret

    def challenge(self) -> tuple[str, str]:
        """Return the header that asks who it is."""
        nonce = self._nonce(self._clock.instant)
        return "WWW-Authenticate", f'Digest realm="{REALM}", nonce="{nonce}", qop="auth", algorithm=MD5'

    def proves(self, request: Request, user: str) -> bool:
        """Return whether *request* shows that it comes from *user*."""
        password = self._users.get(user)
        given = parse_auth(request.get_header("Authorization") or "", credentials=True)
        params = given.params
        if password is None or given.scheme.lower() != "digest" or params.get("username") != user:
            return False
        if (
            params.get("uri") != request.uri
            or params.get("realm") != REALM
            or not self._is_fresh(params.get("nonce", ""))
        ):
            return False
        try:
            times = int(params.get("nc", ""), 16)
        except ValueError:
            return False
        asked = AuthChallenge("Digest", {"realm": REALM, "nonce": params["nonce"], "qop": "auth", "algorithm": "MD5"})
        own = SipDigestAuth(user, password)
        made = build_credentials(
            own, asked, request.method, request.uri, nonce_count=times, cnonce=params.get("cnonce", "")
        )
        expected = "" if made is None else made.params["response"]
        return hmac.compare_digest(expected.encode(), params.get("response", "").encode())

    def _nonce(self, instant: int) -> str:
        return f"{instant}-{hmac.digest(self._secret, str(instant).encode(), sha256).hex()[:32]}"

    def _is_fresh(self, nonce: str) -> bool:
        text = nonce.partition("-")[0]
        if not (text.isascii() and text.isdecimal() and len(text) < 20):  # noqa: PLR2004 - more than any instant
            return False
        return hmac.compare_digest(self._nonce(int(text)).encode(), nonce.encode()) and (
            0 <= self._clock.instant - int(text) <= _FRESH
        )
