"""Prints the catalogues: options, privileges, assumptions, and why an option has its value."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from callbook.cli.output import print_json, print_table
from callbook.configuration import OPTIONS, PRIVILEGES, Configuration
from callbook.core import STANDING_ASSUMPTIONS, AssumptionRow, assumption_rows, shipped_folder
from callbook_mocks.voice_switch import setting_rows as switch_rows

if TYPE_CHECKING:
    from pathlib import Path

    from rich.console import Console


def configuration_of(path: Path | None) -> Configuration:
    """Return the configuration in a contact centre file, or the example that ships with the kit."""
    return Configuration.from_file(path or shipped_folder("examples") / "contact_center.toml")


def options(console: Console, *, as_json: bool) -> None:
    """Print the catalogue of options."""
    rows: list[dict[str, Any]] = [
        {
            "clause": option.clause,
            "option": name,
            "default": option.default,
            "default is": str(option.default_basis),
            "valid": option.valid,
            "takes effect": option.moment.value,
            "that is": str(option.moment_basis),
            "overridable": f"{'yes' if option.overridable else 'no'} ({option.overridable_basis})",
            "since": option.since or "",
            "source": "; ".join(option.sources),
        }
        for name, option in OPTIONS.items()
    ]
    columns = {
        "clause": "{clause}",
        "option": "{option}",
        "default": "'{default}' ({default is})",
        "takes effect": "{takes effect} ({that is})",
        "overridable": "{overridable}",
        "since": "{since}",
    }
    _show(console, rows, columns, as_json=as_json)


def privileges(console: Console, *, as_json: bool) -> None:
    """Print the catalogue of privileges."""
    rows: list[dict[str, Any]] = [
        {
            "clause": privilege.clause,
            "privilege": name,
            "name is": str(privilege.name_basis),
            "needs": ", ".join(map(str, privilege.needs)),
            "effect": privilege.effect,
            "source": "; ".join(privilege.sources),
        }
        for name, privilege in PRIVILEGES.items()
    ]
    columns = {name: f"{{{name}}}" for name in ("clause", "privilege", "name is", "needs", "effect")}
    _show(console, rows, columns, as_json=as_json)


def every_assumption() -> tuple[AssumptionRow, ...]:
    """Return what can be replaced in a lab, then the voice switch's own settings, then what stands in the code."""
    of_switch = (
        AssumptionRow(f"voice switch: {row.name}", row.clause, f"{row.t_server} / {row.sip_server}", row.text)
        for row in switch_rows()
    )
    return (*assumption_rows(), *of_switch, *STANDING_ASSUMPTIONS)


def assumptions(console: Console, *, as_json: bool) -> None:
    """Print every assumption: those that can be replaced, the voice switch's own, and those in the code."""
    rows: list[dict[str, Any]] = [
        {"assumption": row.name, "clause": row.clause, "value": row.value, "text": row.text}
        for row in every_assumption()
    ]
    columns = {name: f"{{{name}}}" for name in ("clause", "assumption", "value", "text")}
    _show(console, rows, columns, as_json=as_json)


def _show(console: Console, rows: list[dict[str, Any]], columns: dict[str, str], *, as_json: bool) -> None:
    """Print *rows*: whole as JSON, or as a table with what each of *columns* says."""
    if as_json:
        print_json(console, rows)
        return
    print_table(console, tuple(columns), [[text.format_map(row) for text in columns.values()] for row in rows])
