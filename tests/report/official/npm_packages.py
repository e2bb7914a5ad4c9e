"""Packages of npm, in a folder that git does not see; here Cucumber's own, which check the event stream."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

PACKAGES = {
    "@cucumber/messages": "34.2.1",
    "@cucumber/html-formatter": "24.2.0",
    "@cucumber/cucumber-json-converter": "0.0.3",
}
_QUIET = ("--no-save", "--no-package-lock", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error")
_HERE = Path(__file__).parent


def tools_missing() -> list[str]:
    """Name what of npm and Node.js is not there."""
    return [name for name in ("npm", "node") if shutil.which(name) is None]


def installed(folder: Path, packages: Mapping[str, str] = PACKAGES) -> Path:
    """Install *packages* (versions by names) into *folder*, unless they are there; give where Node.js finds them."""
    modules = folder / "node_modules"
    if any(_version(modules / name) != version for name, version in packages.items()):
        folder.mkdir(parents=True, exist_ok=True)
        wanted = [f"{name}@{version}" for name, version in packages.items()]
        _run("npm", "install", *_QUIET, "--prefix", str(folder), *wanted)
    return modules


def run_script(name: str, *arguments: Path) -> str:
    """Run a script of this folder with Node.js; give what it printed."""
    return _run("node", str(_HERE / name), *map(str, arguments))


def _version(package: Path) -> str:
    description = package / "package.json"
    return str(json.loads(description.read_bytes())["version"]) if description.is_file() else ""


def _run(program: str, *arguments: str) -> str:
    path = shutil.which(program)
    assert path is not None
    run = subprocess.run([path, *arguments], capture_output=True, text=True, encoding="utf-8", check=False)  # noqa: S603 - programs of this machine, with arguments of our own
    assert 0 == run.returncode, run.stderr
    return run.stdout
