"""A routing strategy overrides options for one interaction through Transactions (C2, C3)."""

from __future__ import annotations

import pytest

from callbook.configuration import Configuration, Level

COLOUR = "webcallback.callback-information.frame-color"
DIAL = "webcallback.auto-dial"
GOLD, SILVER = "#FFFFBA00", "#FF6F7074"


def attached(names: object) -> dict[str, object]:
    """Attach Transaction names under the default key."""
    return {"customer": "Kim", "IW_OverrideOptions": names}


def colour(configuration: Configuration, data: dict[str, object] | None) -> str:
    """Read the frame colour's text for Anna."""
    return str(configuration.value(COLOUR, "anna", data).text)


def test_a_transaction_overrules_every_level(configuration: Configuration) -> None:
    """The Transaction wins even over the person, for this interaction only."""
    configuration.set_option(Level.PERSON, "anna", COLOUR, "#FF000000")
    explanation = configuration.explain(COLOUR, "anna", attached("Gold"))
    assert (explanation.level, explanation.holder, explanation.raw) == (Level.TRANSACTION, "Gold", GOLD)
    assert (colour(configuration, attached("Gold")), colour(configuration, None)) == (GOLD, "#FF000000")


@pytest.mark.parametrize("names", ["Silver,Gold", " Silver , Gold ", "Gold,Silver,Gold", "Silver,,Gold,"])
def test_the_last_named_transaction_wins(configuration: Configuration, names: str) -> None:
    """Of several Transactions the last named wins, which the explanation marks as assumed."""
    assert colour(configuration, attached(names)) == GOLD
    text = configuration.explain(COLOUR, "anna", attached(names)).text()
    assert f"overruled: '{SILVER}' from Transaction 'Silver'" in text
    assert "assumed: of several Transactions the last named wins" in text


@pytest.mark.parametrize("data", [{}, {"other": "Gold"}, {"IW_OverrideOptions": None}, attached("")])
def test_nothing_named_nothing_overridden(configuration: Configuration, data: dict[str, object]) -> None:
    """Without a name under the key the levels apply, without a warning."""
    assert colour(configuration, data) == "#FF17849D"
    assert configuration.warnings("anna", data) == ()


def test_the_key_is_an_option_too(configuration: Configuration) -> None:
    """`interaction.override-option-key` names the key, at any level, as for any option."""
    configuration.set_option(Level.AGENT_GROUP, "Omega", "interaction.override-option-key", "Look")
    assert colour(configuration, {"Look": "Gold"}) == GOLD
    assert colour(configuration, attached("Gold")) == "#FF17849D"


def test_an_option_that_cannot_be_overridden(configuration: Configuration) -> None:
    """An option that a strategy may not override is ignored with a warning that says how sure that is."""
    configuration.define_transaction("Dial", {DIAL: "true"})
    assert configuration.value(DIAL, "anna", attached("Dial")) is False
    expected = (
        "C3: webcallback.auto-dial in Transaction 'Dial' is ignored: a strategy cannot override this option (assumed).",
    )
    assert expected == configuration.explain(DIAL, "anna", attached("Dial")).warnings
    assert expected == configuration.warnings("anna", attached("Dial"))
    assert configuration.explain(COLOUR, "anna", attached("Dial")).warnings == ()


@pytest.mark.parametrize(
    ("names", "warning"),
    [
        ("Gld", "C3: Transaction 'Gld' is ignored (assumed). There is no Transaction 'Gld'. Did you mean 'Gold'?"),
        ("Number", "C3: Transaction 'Number' is ignored (assumed): its type is 'integer', not 'list'."),
        (5, "C3: Transaction '5' is ignored (assumed). There is no Transaction '5'. Accepted: Gold, Number, Silver."),
    ],
)
def test_a_transaction_that_cannot_be_used(configuration: Configuration, names: object, warning: str) -> None:
    """A Transaction that is missing or of another type is ignored with a warning, the others still count."""
    assert (warning,) == configuration.warnings("anna", attached(names))
    assert (warning,) == configuration.explain(COLOUR, "anna", attached(names)).warnings
    assert colour(configuration, attached(f"Silver,{names}")) == SILVER


def test_warnings_keep_the_order_of_the_names(configuration: Configuration) -> None:
    """Several bad names are warned about in the order in which they were attached."""
    warned = configuration.warnings("anna", attached("One,Two"))
    assert [warning.split()[2] for warning in warned] == ["'One'", "'Two'"]


def test_a_bad_value_in_a_transaction(configuration: Configuration) -> None:
    """A bad value in a Transaction gives way to the next lower level, and is warned about (C5)."""
    configuration.define_transaction("Gold", {COLOUR: "gold"})
    assert colour(configuration, attached("Silver,Gold")) == SILVER
    (warning,) = configuration.warnings("anna", attached("Gold"))
    assert warning.startswith(f"C5: {COLOUR} at Transaction 'Gold' is 'gold', which is not valid. Valid: a colour")


def test_a_bad_value_without_attached_data(configuration: Configuration) -> None:
    """The warnings of an interaction include the bad values of the agent's levels (C5)."""
    configuration.set_option(Level.TENANT, "Acme", DIAL, "yes")
    expected = ("C5: webcallback.auto-dial at Tenant 'Acme' is 'yes', which is not valid. Valid: true or false.",)
    assert expected == configuration.warnings("anna")
