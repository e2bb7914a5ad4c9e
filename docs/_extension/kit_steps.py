"""Prints the kit's own steps as JSON, as ``callbook steps`` lists them where no project has any: ``make steps``."""

from __future__ import annotations

import json
import os
import sys
import tempfile
from pathlib import Path
from typing import Any

from callbook.pytest_plugin import dry_run


def kit_steps_now() -> list[dict[str, Any]]:
    """Return the steps that are seen from an empty folder."""
    here = Path.cwd()
    with tempfile.TemporaryDirectory(prefix="callbook-steps-") as folder:
        os.chdir(folder)
        try:
            return [worded.as_mapping() for entry in dry_run(()).entries for worded in entry.in_words()]
        finally:
            os.chdir(here)


if __name__ == "__main__":
    json.dump(kit_steps_now(), sys.stdout, ensure_ascii=False, indent=1)
    sys.stdout.write("\n")
