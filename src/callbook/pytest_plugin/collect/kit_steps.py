"""The kit's own steps: loaded with the first step that may be one of theirs.

They bring the whole model of the contact centre along. A project that has no more than steps of its own need not wait
for it. Which texts the kit's definitions take is known without them, from a list beside the catalogue.
"""

from __future__ import annotations

import re
from collections import Counter
from importlib import import_module
from typing import TYPE_CHECKING

import pytest

from callbook.pytest_plugin.catalogue.listed import KitPattern, kit_patterns
from callbook.pytest_plugin.catalogue.pattern import folded_words
from callbook_steps import STEP_MODULES

if TYPE_CHECKING:
    from pytest_bdd.parser import Step


_FITS = re.fullmatch
_ANY_CASE = re.DOTALL | re.IGNORECASE


class KitSteps:
    """Loads the modules of the kit's steps, when that is due.

    Args:
        manager: knows what is loaded, and what must not be.
    """

    def __init__(self, manager: pytest.PytestPluginManager) -> None:
        self._manager = manager
        self._loaded = False
        self._by_word: dict[str, list[KitPattern]] = {}

    def load(self) -> None:
        """Load them, once: their definitions are seen from everywhere then."""
        if not self._loaded:
            self._loaded = True
            for name in STEP_MODULES:
                if not self._manager.has_plugin(name):
                    self._manager.register(import_module(name), name)

    def load_for(self, step: Step) -> None:
        """Load them if *step* may be one of theirs."""
        if not self._loaded and self.may_take(step.type, step.name):
            self.load()

    def may_take(self, step_type: str, text: str) -> bool:
        """Return whether one of them takes a step of this type and text, unless a reader refuses a value in it."""
        words = folded_words(text) | {""}
        filed = self._by_word or self._file()
        return any(
            pattern.type in {None, step_type} and pattern.words <= words and _FITS(pattern.expression, text, _ANY_CASE)
            for word in words & filed.keys()
            for pattern in filed[word]
        )

    def _file(self) -> dict[str, list[KitPattern]]:
        """File each pattern under its rarest word, so that a step looks at few of them."""
        patterns = kit_patterns()
        seen = Counter(word for pattern in patterns for word in pattern.words)
        for pattern in patterns:
            rarest = min(pattern.words, key=lambda word: (seen[word], word), default="")
            self._by_word.setdefault(rarest, []).append(pattern)
        return self._by_word


KIT_STEPS = pytest.StashKey[KitSteps]()
"""On the configuration."""
