"""Each option takes effect at its own moment (C4), and what was read is kept until something changes."""

from __future__ import annotations

import pytest

from callbook.configuration import OPTIONS, Configuration, Level, Moment
from callbook.core.errors import Unknown

READY = "login.webcallback.is-auto-ready"
DIAL = "webcallback.auto-dial"
QUEUE = "webcallback.complete-queue"


def switch(configuration: Configuration) -> None:
    """Change one option of each moment."""
    configuration.set_option(Level.PERSON, "anna", READY, "false")
    configuration.set_option(Level.PERSON, "anna", DIAL, "true")
    configuration.set_option(Level.PERSON, "anna", QUEUE, "done")


def test_before_an_interaction_and_after(configuration: Configuration) -> None:
    """After a change, a new interaction sees all but what waits for a restart; one in hand sees the immediate ones."""
    started = offered = configuration.snapshot
    switch(configuration)
    options = (READY, DIAL, QUEUE)
    in_hand = [configuration.in_effect(o, started=started, offered=offered).value(o, "anna") for o in options]
    assert in_hand == [True, False, "done"]
    new = [configuration.in_effect(o, started=started).value(o, "anna") for o in options]
    assert new == [True, True, "done"]
    restarted = configuration.in_effect(READY, started=configuration.snapshot).value(READY, "anna")
    assert restarted is False


def test_an_override_counts_at_its_moment(configuration: Configuration) -> None:
    """A Transaction that changes after the interaction arrived changes the next interaction only."""
    offered = configuration.snapshot
    frame = "webcallback.callback-information.frame-color"
    configuration.define_transaction("Gold", {frame: "#FF000000"})
    data = {"IW_OverrideOptions": "Gold"}
    kept = configuration.in_effect(frame, started=offered, offered=offered).value(frame, "anna", data)
    assert (kept.text, configuration.value(frame, "anna", data).text) == ("#FFFFBA00", "#FF000000")


def test_a_snapshot_keeps_privileges(configuration: Configuration) -> None:
    """A snapshot answers as of its moment, for privileges too."""
    before = configuration.snapshot
    configuration.withhold_privilege("anna", "Can Decline")
    assert before.denial("anna", "Can Decline") is None
    assert configuration.denial("anna", "Can Decline") is not None


def test_what_was_read_is_kept(configuration: Configuration) -> None:
    """The same question is answered with the same object until the configuration changes."""
    bell = configuration.value("webcallback.ringing-bell", "anna")
    assert configuration.value("webcallback.ringing-bell", "anna", {"other": "data"}) is bell
    configuration.set_option(Level.TENANT, "Acme", DIAL, "yes")
    bell = configuration.value("webcallback.ringing-bell", "anna")
    assert configuration.warnings("anna") is configuration.warnings("anna")
    assert configuration.privileges_of("anna") is configuration.privileges_of("anna")
    assert configuration.denial("ben", "Can Decline") is configuration.denial("ben", "Can Decline")
    switch(configuration)
    assert configuration.value("webcallback.ringing-bell", "anna") is not bell


def test_an_unknown_option_has_no_moment(configuration: Configuration) -> None:
    """An unknown option is refused here too."""
    with pytest.raises(Unknown, match="There is no option 'dial'"):
        configuration.in_effect("dial", started=configuration.snapshot)


def test_every_moment_is_used() -> None:
    """Each of the product's three moments has options, in the product's words."""
    assert set(Moment) == {option.moment for option in OPTIONS.values()}
    expected = ["Immediately", "At the next interaction", "When the application is started or restarted"]
    assert expected == [moment.value for moment in Moment]
