"""What is promised: the names that users may import, module by module. Everything else may move with any version."""

from __future__ import annotations

import ast
import inspect
from importlib import import_module
from pathlib import Path
from typing import Final, get_type_hints

from msgspec import Meta

PROTOCOLS: Final = {
    "callbook.messages.open_media": "REQUESTS",
    "callbook.messages.open_media_events": "EVENTS",
    "callbook.messages.t_library": "REQUESTS",
    "callbook.messages.t_library_events": "EVENTS",
}
"""The modules of messages, each with the table that holds them all: what stands in it is promised."""

_PROMISED: Final = {
    "callbook": (
        "Action Addresses Assumptions BadInput CallbookError Clock Configuration ContactCenter entry Fault Lab "
        "Level lint message Mishap mocked Mocked OPTIONS PRIVILEGES read_environment read_trace Refused replay "
        "shipped_folder text_ladder Trace Unknown whatif"
    ),
    "callbook.lab": "DesktopMaker Lab NotSubmitted OtherDesktop Seat small_center",
    "callbook.workspace": (
        "Action CallbackInformation CallbackState CallPhase ChannelState Desktop Obstacle ObstacleKind Refusal Refused "
        "RULES Rules Screen Shown"
    ),
    "callbook.configuration": (
        "Agent Color Configuration ContactCenter Level OPTIONS options PRIVILEGES privileges Queue Strategy Transaction"
    ),
    "callbook.messages": (
        "from_json from_mapping KVList MalformedMessage Message Protocol protocol_of to_json to_mapping"
    ),
    "callbook.notebook": (
        "Action compare decided desk everywhere export_change export_notebook export_trace Lab load_ipython_extension "
        "open player rows whatif"
    ),
    "callbook.cli": "main",
    "callbook.pytest_plugin": "DesktopOpener ScenarioFacts",
    "callbook_mocks.contacts": "behaves Behaviour Contact Person",
    "callbook_steps": "in_hand InWords phrase Stage STEP_MODULES",
}

PROMISED: Final = {module: tuple(names.split()) for module, names in _PROMISED.items()} | {
    module: tuple(sorted(vars(import_module(module))[table])) for module, table in PROTOCOLS.items()
}
"""Each module that users import from, with the names that stay."""


def words_behind(module: str, name: str) -> str:
    """Return the docstring behind the assignment of *name*, wherever *module* has it from; empty where there is none.

    A module that is handed on has its own.
    """
    handed_on = getattr(import_module(module), name, None)
    if inspect.ismodule(handed_on):
        return inspect.getdoc(handed_on) or ""
    body = ast.parse(_said_by(module)).body
    for each, behind in zip(body, [*body[1:], None], strict=True):
        if isinstance(each, ast.ImportFrom) and each.module and name in {alias.name for alias in each.names}:
            return words_behind(f"{module}.{each.module}" if each.level else each.module, name)
        if name in _assigned(each):
            return _words(behind)
    return ""


def words_of_fields(value: object) -> dict[str, str]:
    """Return what the fields of a class mean, by name, as far as their annotations say it."""
    if not inspect.isclass(value) or not any("Meta(" in str(each) for each in inspect.get_annotations(value).values()):
        return {}
    hints = get_type_hints(value, include_extras=True)
    metas = ((name, each) for name, hint in hints.items() for each in getattr(hint, "__metadata__", ()))
    return {name: each.description for name, each in metas if isinstance(each, Meta) and each.description}


def _assigned(statement: ast.stmt) -> set[str]:
    targets = statement.targets if isinstance(statement, ast.Assign) else [getattr(statement, "target", None)]
    return {target.id for target in targets if isinstance(target, ast.Name)}


def _words(statement: ast.stmt | None) -> str:
    value = statement.value if isinstance(statement, ast.Expr) else None
    return value.value if isinstance(value, ast.Constant) and isinstance(value.value, str) else ""


def _said_by(module: str) -> str:
    """Return the text of a module; of a face whose names are fetched when they are asked for, its stub."""
    stub = Path(inspect.getfile(import_module(module))).with_suffix(".pyi")
    return stub.read_text(encoding="utf-8") if stub.is_file() else inspect.getsource(import_module(module))
