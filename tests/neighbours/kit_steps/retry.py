"""Steps that pass later than at first."""

from collections import Counter

from pytest_bdd import given

TRIED = Counter[str]()


def _pass_at(number: int, name: str) -> None:
    TRIED[name] += 1
    assert number <= TRIED[name]


@given("a step that always passes")
def always() -> None: ...


@given("a step that passes the second time")
def the_second_time() -> None:
    _pass_at(2, "second")


@given("a step that passes the third time")
def the_third_time() -> None:
    _pass_at(3, "third")


@given("a step that always fails")
def never() -> None:
    raise RuntimeError("this step fails")
