"""A type of the project's own for what stands in a placeholder."""

from typing import NamedTuple

from pytest_bdd import given, parsers


class Flight(NamedTuple):
    """From one airport to another."""

    departure: str
    arrival: str


def flight(text: str) -> Flight:
    return Flight(*text.split("-"))


vars(flight)["pattern"] = r"[A-Z]{3}-[A-Z]{3}"


@given(parsers.parse("{delayed:flight} has been delayed", extra_types={"flight": flight}))
def has_been_delayed(delayed: Flight) -> None:
    assert Flight("LHR", "CDG") == delayed
