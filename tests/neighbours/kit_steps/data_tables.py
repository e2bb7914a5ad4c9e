"""Steps with tables."""

from pytest_bdd import then, when


@when("the following table is transposed:", target_fixture="transposed")
def transposed(datatable: list[list[str]]) -> list[list[str]]:
    return [list(column) for column in zip(*datatable, strict=True)]


@then("it should be:")
def it_should_be(transposed: list[list[str]], datatable: list[list[str]]) -> None:
    assert datatable == transposed
