"""Steps that count cucumbers, where the number of them is a number."""

from pytest_bdd import given, parsers, then, when

Count = dict[str, int]


@given(parsers.parse("there are {number:d} cucumbers"), target_fixture="cucumbers")
def there_are_cucumbers(number: int) -> Count:
    return {"left": number}


@when(parsers.parse("I eat {number:d} cucumbers"))
def i_eat(cucumbers: Count, number: int) -> None:
    cucumbers["left"] -= number


@then(parsers.parse("I should have {number:d} cucumbers"))
def i_should_have(cucumbers: Count, number: int) -> None:
    assert number == cucumbers["left"]
