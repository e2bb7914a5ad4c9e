"""What a routing strategy overrides for one interaction, through Transaction objects (C2, C3)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from callbook.configuration.contact_center import Transaction
from callbook.configuration.levels import Holder, Level
from callbook.configuration.options import Option
from callbook.configuration.values import Value
from callbook.core import Unknown

LIST = "list"


@dataclass(frozen=True, slots=True)
class Overrides:
    """What one interaction's attached data overrides.

    Attributes:
        named: the attached text that names Transactions; None without one.
        holders: the Transactions that apply, the one that wins first.
        warnings: what is wrong with the names (C3).
    """

    named: str | None = None
    holders: tuple[Holder, ...] = ()
    warnings: tuple[str, ...] = ()

    def refused(self, option: Option[Value]) -> tuple[str, ...]:
        """Return which Transactions try to override *option* although a strategy may not (C3)."""
        if option.overridable:
            return ()
        return tuple(
            f"C3: {option.name} in Transaction {holder.name!r} is ignored: "
            f"a strategy cannot override this option ({option.overridable_basis})."
            for holder in self.holders
            if option.name in holder.options
        )


def read_overrides(named: str | None, transactions: Mapping[str, Transaction]) -> Overrides:
    """Return the Transactions that *named*, the attached value, lists comma-separated.

    The last named wins (assumed: not documented). A Transaction that does not exist, or is not of type list,
    is left out with a warning.
    """
    names = _last_first(named or "")
    warnings = tuple(filter(None, (_warning(name, transactions) for name in reversed(names))))
    usable = [name for name in names if name in transactions and transactions[name].type == LIST]
    return Overrides(
        named, tuple(Holder(Level.TRANSACTION, name, transactions[name].options) for name in usable), warnings
    )


def _last_first(named: str) -> tuple[str, ...]:
    names = (name.strip() for name in reversed(named.split(",")))
    return tuple(dict.fromkeys(name for name in names if name))


def _warning(name: str, transactions: Mapping[str, Transaction]) -> str:
    if name not in transactions:
        return f"C3: Transaction {name!r} is ignored (assumed). {Unknown('Transaction', name, transactions)}"
    if transactions[name].type != LIST:
        return f"C3: Transaction {name!r} is ignored (assumed): its type is {transactions[name].type!r}, not 'list'."
    return ""
