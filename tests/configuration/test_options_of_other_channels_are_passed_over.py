"""The section holds options of all channels: ours are checked, the others are somebody else's."""

from __future__ import annotations

import pytest

from callbook.configuration import OPTIONS, Configuration
from callbook.configuration.loading import loads
from callbook.configuration.references import is_ours
from callbook.core.errors import Unknown

OURS = (
    *OPTIONS,
    "webcallback.anything",
    "Webcallback.auto-answer",
    "web-callback.auto-answer",
    "webcalback.auto-answer",
    "webcallback",
    "webcallback-auto-answer",
    "login.webcalback.is-auto-ready",
    "interaction.override-option-keys",
    "interaction.disposition.is-mandatry",
)
OTHERS = (
    "chat.auto-answer",
    "voice.mark-done-on-release",
    "login.voice.is-auto-ready",
    "callback.auto-answer",
    "interaction.window-title",
    "interaction.override-options",
    "interaction.disposition.use-connection-id",
    "auto-answer",
    "",
)


@pytest.mark.parametrize("name", OURS)
def test_ours(name: str) -> None:
    """What the catalogue holds, or what was meant to be."""
    assert is_ours(name)


@pytest.mark.parametrize("name", OTHERS)
def test_somebody_elses(name: str) -> None:
    """`interaction.override-options` is the older name of an option that is no longer read."""
    assert not is_ours(name)


def test_a_contact_centre_with_both(center: str) -> None:
    """They are kept, judged by nobody, and unknown to whoever asks for them."""
    both = center + '[application]\n"chat.auto-answer" = "perhaps"\n"webcallback.auto-answer" = "perhaps"\n'
    configuration = Configuration(loads(both))
    assert "perhaps" == configuration.contact_center.application["chat.auto-answer"]
    assert ["webcallback.auto-answer"] == [each.contribution.option for each in configuration.problems()]
    with pytest.raises(Unknown):
        configuration.explain("chat.auto-answer", "anna")
