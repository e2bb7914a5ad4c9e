"""One step for several files, which run in the opposite order."""

import pytest
from pytest_bdd import given, parsers


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.reverse()


@given(parsers.parse('an order for "{thing}"'))
def an_order(thing: str) -> None: ...
