"""A project with a contact centre of its own is held to the names of that, in the run and in a dry run."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from callbook.core import shipped_folder

if TYPE_CHECKING:
    from tests.steps.conftest import Feature

OURS = 'Given the queue "premium" is removed'
NOBODYS = 'Given the queue "premum" is removed'
SETTINGS = {
    "a setting": 'callbook_config = "centre.toml"',
    "an option of every run": 'addopts = ["--callbook-config", "centre.toml", "--callbook-cast=Anna=keiko"]',
}


def _write(feature: Feature, setting: str) -> None:
    (feature.root / "tox.ini").unlink()
    (feature.root / "pytest.toml").write_text(f"[pytest]\n{setting}\n", encoding="utf-8")
    centre = (shipped_folder("examples") / "contact_center.toml").read_text(encoding="utf-8")
    (feature.root / "centre.toml").write_text(f'{centre}\n[[queues]]\nname = "premium"\ntenant = "{TENANT}"\n')
    feature.write(OURS, NOBODYS)


TENANT = "Harbour Insurance"


@pytest.mark.parametrize("setting", SETTINGS.values(), ids=SETTINGS)
def test_a_dry_run_knows_its_names(feature: Feature, setting: str) -> None:
    """Wherever the project says which one it is."""
    _write(feature, setting)
    [problem] = feature.problems()
    assert problem.startswith("There is no queue 'premum'. Did you mean 'premium'")


def test_a_run_knows_its_names(feature: Feature) -> None:
    """The scenario with the wrong one fails before it runs, and because of the configuration nothing else."""
    _write(feature, SETTINGS["a setting"])
    result = feature.run("--callbook-no-rehearsal")
    result.assert_outcomes(passed=1, failed=1)


def test_one_that_cannot_be_read_leaves_names_to_the_run(feature: Feature) -> None:
    """A dry run looks at the rest all the same."""
    _write(feature, SETTINGS["a setting"])
    (feature.root / "centre.toml").write_text("[[", encoding="utf-8")
    feature.write(NOBODYS, "Then no RequestDial was sent")
    [problem] = feature.problems()
    assert problem.startswith("There is no message 'RequestDial' in the step.")
