"""The built wheel, tested in an empty folder where no source is within reach: ``make wheel-test``.

``python -m tests.wheel.wheel_test itself FOLDER`` installs it there and runs `the_wheel.py`; ``features`` then runs all
features that the wheel brings along, whose recordings go into the checkout, as those of ``make acceptance`` do.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tests.wheel.installation import INSTALLED, ROOT, Installation, install

RECORDINGS = ROOT / ".callbook" / "last-run"
AS_IN_THE_CHECKOUT = ("-ra", "-p", "no:schemathesis", "-W", "error", "--strict-markers", "-o", "strict_xfail=true")


def look_at_it(installed: Installation) -> int:
    """Run the tests of the wheel; give pytest's exit code."""
    command = (sys.executable, "-m", "pytest", "tests/wheel/the_wheel.py", "-q", "-n", "0", "-p", "no:cacheprovider")
    variables = {**os.environ, INSTALLED: str(installed.folder)}
    return subprocess.run(command, cwd=ROOT, env=variables, check=False).returncode  # noqa: S603 - our own command


def run_features(installed: Installation) -> int:
    """Run the features of the wheel, named in recordings as those of the checkout are; give pytest's exit code."""
    command = (str(installed.programs / "pytest"), "features", "--rootdir", ".", *AS_IN_THE_CHECKOUT)
    here = ("-n", "0", "-p", "no:cacheprovider", "--callbook-traces", str(RECORDINGS))
    folder = installed.packages / "callbook"
    return subprocess.run((*command, *here), cwd=folder, env=installed.variables(), check=False).returncode  # noqa: S603 - the same


def main(part: str, folder: str) -> int:
    """Run that part with the wheel of `dist`, installed in *folder*; give pytest's exit code."""
    environment = Path(folder) / "environment"
    if part == "features":
        return run_features(Installation(environment))
    [wheel] = (ROOT / "dist").glob("*.whl")
    return look_at_it(install(wheel, environment))


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:3]))
