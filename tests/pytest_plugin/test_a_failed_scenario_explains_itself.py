"""The report of a failed scenario: feature and line, step, expected, got, the last messages."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.pytest_plugin.conftest import Project


def section(project: Project, steps: str, *arguments: str) -> list[str]:
    """Run a scenario with these steps and give the lines of its section."""
    indented = "".join(f"    {step}\n" for step in steps.splitlines())
    project.write("x.feature", f"Feature: F\n  Scenario: S\n{indented}")
    lines = project.run("x.feature", *arguments).outlines
    start = next(number for number, line in enumerate(lines) if line.strip("- ") == "Scenario")
    end = next(number for number, line in enumerate(lines) if line.strip("- ") == "callbook")
    return lines[start + 1 : end]


def test_an_assert_names_both_sides(project: Project) -> None:
    """Expected and got are the two sides of the assert; a ladder shows the last messages."""
    assert section(project, 'Given a contact centre\nThen the callback is in "Loans"') == [
        """x.feature:4  Then the callback is in "Loans\"""",
        "  expected  'Loans'",
        "  got       'Sales'",
        "  scenario  S  (line 2)",
        "  messages  the last ones:",
        "            Interaction Server --> Workspace: EventInvite",
        """  again     pytest "x.feature::S\"""",
    ]


COMPARED = {
    'assert "Accept" in []': ("'Accept' to be there", "[]"),
    'assert "Accept" not in ["Accept"]': ("'Accept' not to be there", "['Accept']"),
    "assert 1 != 1": ("anything but 1", "1"),
    "assert 2 < 1": ("assert 2 < 1", "2 < 1"),
    'assert False, "the bell rings"': ("assert False", "the bell rings"),
    'assert 19 == 2, "rings of the bell"': ("19", "2\n            rings of the bell"),
    "assert len('ab') == 2 and 3 == len('c')": (
        "assert len('ab') == 2 and 3 == len('c')",
        "(2 == 2 and 3 == 1)\n             +  where 2 = len('ab')\n             +  and   1 = len('c')",
    ),
    "assert 1 < 3 < 2": ("assert 1 < 3 < 2", "3 < 2"),
    "assert 'x' * 500 == 1": (f"'{'x' * 399}… (502 characters)", "1"),
    'raise AssertionError("the bell rings")': ("the step to succeed", "AssertionError: the bell rings"),
    'exec("assert 1 == 2")': ("the step to succeed", "AssertionError: "),
    'raise ValueError("no such queue")': ("the step to succeed", "ValueError: no such queue"),
    "raise Refused": ("Accept, Decline", "Accept"),
}


@pytest.mark.parametrize(("statement", "sides"), COMPARED.items(), ids=COMPARED.keys())
def test_other_failures_are_told_in_words(project: Project, statement: str, sides: tuple[str, str]) -> None:
    """Whatever a step does to fail, the section says what was expected and what came."""
    project.add_steps(f"""
        class Refused(Exception):
            expected = "Accept, Decline"
            got = "Accept"


        @then("it holds")
        def it_holds():
            {statement}
    """)
    expected, got = sides
    lines = section(project, "Then it holds")
    told = [f"  expected  {expected}", *f"  got       {got}".splitlines(), "  scenario  S  (line 2)"]
    assert told == lines[1:-1]


def test_a_comparison_of_an_earlier_step_is_forgotten(project: Project) -> None:
    """Only what the failing step itself compared is shown."""
    project.add_steps("""
        @when("it is tried")
        def it_is_tried():
            with pytest.raises(AssertionError):
                assert 1 == 2


        @then("it breaks")
        def it_breaks():
            raise AssertionError("broken")
    """)
    assert "  got       AssertionError: broken" in section(project, "When it is tried\nThen it breaks")


def test_a_failing_fixture_comes_before_the_first_step(project: Project) -> None:
    """A scenario whose set-up fails says that no step had begun."""
    project.add_steps("""
        @pytest.fixture(autouse=True)
        def broken():
            raise OSError("")
    """)
    lines = section(project, "When Anna declines")
    assert "x.feature:2  it failed in 'broken'" in lines
    assert "  got       OSError: " in lines


TABLE = """\
Then these messages were sent, in this order
  | from    | message       | to                 |
  | Website | RequestSubmit | Interaction Server |
  | Ben     | RequestAccept | Interaction Server |"""
NEAREST = {
    "a message of another name": (
        "Then Anna has sent RequestReject",
        "08:00:00.000  Anna -> Interaction Server: RequestAccept",
    ),
    "a message to another": (
        TABLE,
        "08:00:00.000  Anna -> Interaction Server: RequestAccept",
    ),
    "a state of the channel": (
        'Then Anna\'s channel is "Not Ready"',
        "08:00:00.000  channel Anna's channel: logged off -> Ready (the server shows Ready)",
    ),
    "a place of the callback": (
        "Then the callback is offered to Ben",
        "08:00:00.000  callback 4UR9HGNS00000001: offered to Anna -> Anna handles it (RequestAccept)",
    ),
    "no comparison": ('When Ben sets the disposition "Sold"', "08:00:00.000  Ben: set the disposition (code Sold)"),
}


@pytest.mark.parametrize(("step", "nearest"), NEAREST.values(), ids=NEAREST)
def test_the_nearest_thing_that_did_happen_is_shown(project: Project, step: str, nearest: str) -> None:
    """A step about messages is compared with messages, another one with everything, by its words."""
    project.write("conftest.py", "")
    lines = section(project, f"Given Anna has the callback of Maria in hand\n{step}")
    assert f"  nearest   {nearest}" in lines
    assert "  replay    callbook replay .callbook/last-run/x/0002-s.ndjson" == lines[-1]


def test_nothing_is_near(project: Project) -> None:
    """Where no word of the step stands in the recording, that is said."""
    moon = "from pytest_bdd import then\n\n\n@then('moonshine')\ndef moonshine(lab):\n    assert 1 == 2\n"
    project.write("conftest.py", moon)
    assert "  nearest   nothing like it has happened" in section(project, "Then moonshine")


def test_no_messages_no_ladder(project: Project) -> None:
    """A Lab that has nothing to draw adds nothing."""
    project.write("here/conftest.py", "def pytest_callbook_ladder(lab):\n    return ''\n")
    project.write("here/x.feature", 'Feature: F\n  Scenario: S\n    Then the callback is in "Loans"\n')
    project.run("here").stdout.no_fnmatch_line("  messages *")


def test_plain_tests_keep_their_report(project: Project) -> None:
    """A failing test that is no scenario gets no section."""
    project.write("test_plain.py", "def test_plain():\n    assert 1 == 2\n")
    result = project.run("test_plain.py")
    result.assert_outcomes(failed=1)
    result.stdout.no_fnmatch_line("*expected *")


def test_a_step_that_cannot_be_run_has_found_nothing(project: Project) -> None:
    """What has happened before it is no answer to it."""
    lines = section(project, "Given a contact centre\nWhen nobody defines this")
    fields = [line.split()[0] for line in lines if line.startswith("  ") and not line.startswith("   ")]
    assert ["expected", "got", "scenario", "again"] == fields[:4]


def test_a_hook_is_no_step(project: Project) -> None:
    """What goes wrong in it is told of it."""
    project.add_steps("""
        def pytest_bdd_after_scenario():
            raise OSError("no")
    """)
    lines = section(project, "When Anna declines")
    assert ["x.feature:2  it failed in 'pytest_bdd_after_scenario'", "  expected  the hook to succeed"] == lines[:2]
