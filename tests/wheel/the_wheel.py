"""What is in the sdist and the wheel, and what the installed wheel does: ``make wheel-test`` runs these.

The name of this file keeps it from being collected with the folder: it needs what ``make wheel`` has built.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tarfile
import zipfile
from email import message_from_bytes
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from tests.starter.conftest import commands
from tests.wheel.installation import INSTALLED, ROOT, Installation

from callbook.record import read_stream

PACKAGES = {
    "src/callbook/": "callbook/",
    "steps/callbook_steps/": "callbook_steps/",
    "mocks/callbook_mocks/": "callbook_mocks/",
    "features/": "callbook/features/",
    "examples/a_failing_scenario": "callbook/examples/a_failing_scenario",
    "examples/configurations/": "callbook/examples/configurations/",
    "examples/contact_center.toml": "callbook/examples/contact_center.toml",
    "examples/javascript/": "callbook/examples/javascript/",
}
INFORMATION = [
    f"callbook-0.1.0.dist-info/{name}"
    for name in ("METADATA", "RECORD", "WHEEL", "entry_points.txt", "licenses/LICENSE")
]
STARTER = "src/callbook/cli/starter/"


def known_to_git() -> list[str]:
    """List the files of the checkout that are committed, or would be; of an unpacked sdist, those that it holds."""
    if not (ROOT / ".git").exists():
        return [name for name in in_sdist() if name != "PKG-INFO"]
    command = ("git", "ls-files", "-z", "--cached", "--others", "--exclude-standard")
    listed = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, check=True).stdout.decode()  # noqa: S603 - the same
    return sorted(name for name in set(listed.split("\0")) if (ROOT / name).is_file())


def in_sdist() -> list[str]:
    """List the files of the sdist."""
    with tarfile.open(built(".tar.gz")) as archive:
        return sorted(member.name.partition("/")[2] for member in archive.getmembers() if member.isfile())


def built(ending: str, folder: Path = ROOT) -> Path:
    """Give what was built there."""
    [found] = (folder / "dist").glob(f"*{ending}")
    return found


def contents(wheel: Path) -> dict[str, bytes]:
    """Give the files of a wheel."""
    with zipfile.ZipFile(wheel) as archive:
        return {name: archive.read(name) for name in sorted(archive.namelist())}


@pytest.fixture(scope="module")
def installed() -> Installation:
    """Give the environment in which the wheel is installed."""
    return Installation(Path(os.environ[INSTALLED]))


@pytest.fixture(scope="module")
def repository(installed: Installation, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a repository that the installed wheel has made."""
    folder = tmp_path_factory.mktemp("wheel")
    finished = installed.run("callbook init made", folder)
    assert 0 == finished.returncode, finished.stdout
    return folder / "made"


@pytest.fixture(scope="module")
def ci(installed: Installation, repository: Path) -> dict[str, str]:
    """Run what its CI file runs, but for the installation; give what each command printed."""
    printed = dict[str, str]()
    for command in commands(repository):
        if "pip install" not in command:
            finished = installed.run(command, repository)
            assert 0 == finished.returncode, f"{command}\n{finished.stdout}"
            printed[command] = finished.stdout
    return printed


def test_the_sdist_holds_what_git_knows() -> None:
    """All of it, and nothing that only happens to lie in the checkout."""
    assert sorted([*known_to_git(), "PKG-INFO"]) == in_sdist()


def test_the_wheel_holds_the_packages_and_what_ships_beside_them() -> None:
    """Features, examples, templates, schemas, `py.typed`, the starter with its dotfiles; and nothing else."""
    expected = [
        wheel + name.removeprefix(tree)
        for name in known_to_git()
        for tree, wheel in PACKAGES.items()
        if name.startswith(tree)
    ]
    assert sorted([*expected, *INFORMATION]) == list(contents(built(".whl")))


def test_the_wheel_says_what_it_brings() -> None:
    """The command, and the plugin of pytest."""
    expected = (
        "[console_scripts]\ncallbook = callbook.cli:main\n\n[pytest11]\ncallbook = callbook.pytest_plugin.entry_point\n"
    )
    assert expected == contents(built(".whl"))[INFORMATION[3]].decode()


def test_the_wheel_says_whose_it_is_and_under_which_licence() -> None:
    """By name, with the whole text; and nothing is said of where it might be found, since that is nowhere yet."""
    files = contents(built(".whl"))
    said = message_from_bytes(files[INFORMATION[0]])
    assert ("Apache-2.0", "LICENSE", "Callbook developers") == (
        said["License-Expression"], said["License-File"], said["Author"]
    )  # fmt: skip
    assert None is said["Project-URL"]
    assert (ROOT / "LICENSE").read_bytes() == files[INFORMATION[4]]


def test_an_index_would_take_both() -> None:
    """As twine looks at them, its warnings counted as errors."""
    command = (sys.executable, "-m", "twine", "check", "--strict", str(built(".whl")), str(built(".tar.gz")))
    checked = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=False)  # noqa: S603 - our own command
    assert (0, 2) == (checked.returncode, checked.stdout.count("PASSED")), checked.stdout


def test_the_wheel_of_the_sdist_is_the_same(tmp_path: Path) -> None:
    """Name by name, byte by byte, its RECORD as well."""
    with tarfile.open(built(".tar.gz")) as archive:
        archive.extractall(tmp_path, filter="data")
    [source] = tmp_path.iterdir()
    command = (sys.executable, "-m", "hatchling", "build", "--target", "wheel")
    subprocess.run(command, cwd=source, stdout=subprocess.DEVNULL, check=True)  # noqa: S603 - our own command
    of_tree, of_sdist = contents(built(".whl")), contents(built(".whl", source))
    assert list(of_tree) == list(of_sdist)
    assert [] == [name for name, content in of_tree.items() if content != of_sdist[name]]


def test_the_packages_are_those_of_the_wheel(installed: Installation, tmp_path: Path) -> None:
    """No folder of the checkout's sources is searched for modules; the distribution is the wheel's."""
    code = """
import sys, callbook, callbook_mocks, callbook_steps
from importlib.metadata import distribution
print(callbook.__file__, callbook_mocks.__file__, callbook_steps.__file__, distribution("callbook").locate_file(""))
print(*sys.path)
"""
    of_packages, searched = installed.python(code, tmp_path).splitlines()
    assert [True] * 4 == [Path(each).is_relative_to(installed.packages) for each in of_packages.split()]
    in_checkout = [each for each in searched.split() if Path(each).is_relative_to(ROOT)]
    assert [True] == [each.endswith("/site-packages") for each in in_checkout]


def test_pytest_loads_the_plugin_of_the_wheel_once(installed: Installation, tmp_path: Path) -> None:
    """The editable installation beside it is of the same name, and stays out."""
    code = """
import pytest
class Named:
    def pytest_configure(self, config):
        print(*(each.__file__ for each in config.pluginmanager.get_plugins()
                if getattr(each, "__name__", "") == "callbook.pytest_plugin.entry_point"))
pytest.main(["--collect-only", "-q", "-p", "no:schemathesis", "-p", "no:cacheprovider"], plugins=[Named()])
"""
    [loaded] = [line for line in installed.python(code, tmp_path).splitlines() if "pytest_plugin" in line]
    assert str(installed.packages / "callbook/pytest_plugin/entry_point.py") == loaded


def test_init_copies_every_template(repository: Path) -> None:
    """Dotfiles as well; and nothing that the installer has put beside them, such as compiled Python."""
    templates = [name.removeprefix(STARTER) for name in known_to_git() if name.startswith(STARTER)]
    made = [path.relative_to(repository).as_posix() for path in repository.rglob("*") if path.is_file()]
    assert sorted([*templates, ".vscode/steps.py"]) == sorted(made)


def test_its_ci_file_runs(repository: Path, ci: dict[str, str]) -> None:
    """Lint, check, pytest and the report; and what it keeps is there."""
    assert [["callbook", "lint"], ["callbook", "check"], ["pytest"], ["callbook", "report"]] == [
        [word for word in command.split()[:2] if word.isalpha()] for command in ci
    ]
    suite = ET.fromstring((repository / "junit.xml").read_bytes()).find("testsuite")  # noqa: S314 - pytest's own
    assert suite is not None
    assert ("4", "0", "0", "0") == tuple(suite.get(name) for name in ("tests", "failures", "errors", "skipped"))
    assert (repository / "callbook-report.html").is_file()
    assert 4 == len(read_stream(repository / ".callbook/last-run").played)


def test_its_own_step_takes_the_place_of_the_kit_s(ci: dict[str, str]) -> None:
    """The run's head says so."""
    [said] = [line for line in ci["pytest --junitxml=junit.xml"].splitlines() if " overrides " in line]
    assert said.startswith("steps/our_steps.py:")
    assert " overrides callbook_steps/place_steps.py:" in said


def test_the_kit_s_own_check_and_lint_find_nothing(ci: dict[str, str]) -> None:
    """As `callbook check` and `callbook lint` print it."""
    assert "nothing found in 1 file\n" == ci["callbook lint configuration/centre.toml"]
    assert "3 features, 4 scenarios, 0 problems;" in ci["callbook check"]


@pytest.mark.usefixtures("ci")
def test_its_notebook_runs(installed: Installation, repository: Path) -> None:
    """On the run that its CI file has made; in a kernel of the same environment."""
    code = """
from pathlib import Path
from callbook.notebook.testing.execution import execute, read_notebook
from callbook.notebook.testing.form import plain_outputs
notebook = read_notebook(Path("the_last_run.ipynb"))
execute(notebook, Path.cwd())
print(plain_outputs(notebook))
"""
    said = installed.python(code, repository / "notebooks")
    assert "Run of 4 scenarios: 4 passed" in said
    assert "the privilege 'Can Decline' is missing [P2]" in said
