"""Prints which texts the kit's own definitions take, as JSON: ``make steps``.

So a run knows whether it needs them before it has loaded them.
"""

from __future__ import annotations

import json
import re
import sys
from importlib import import_module
from typing import TYPE_CHECKING, Any

from pytest_bdd import parsers
from pytest_bdd.steps import step_function_context_registry

from callbook.pytest_plugin.catalogue.pattern import required_words
from callbook_steps import STEP_MODULES

if TYPE_CHECKING:
    from pytest_bdd.steps import StepFunctionContext


def kit_patterns_now() -> list[dict[str, Any]]:
    """Return the patterns of the definitions in the kit's modules, in the order of the alphabet."""
    functions = {id(each) for name in STEP_MODULES for each in vars(import_module(name)).values()}
    # By the functions, not by their modules' names: a run of pytest in this process imports these modules anew.
    contexts = step_function_context_registry.values()
    patterns = [_pattern(context) for context in contexts if id(context.step_func) in functions]
    return sorted(patterns, key=lambda pattern: (pattern["expression"], pattern["type"]))


def _pattern(context: StepFunctionContext) -> dict[str, Any]:
    words = sorted(required_words(context.parser))
    return {"type": context.type, "words": words, "expression": _expression(context.parser)}


def _expression(parser: parsers.StepParser) -> str:
    if isinstance(parser, parsers.parse):
        compiled: Any = parser.parser
        return str(compiled._expression)  # noqa: SLF001 - the library shows it nowhere else
    return re.escape(parser.name)


if __name__ == "__main__":
    json.dump(kit_patterns_now(), sys.stdout, ensure_ascii=False, indent=1)
    sys.stdout.write("\n")
