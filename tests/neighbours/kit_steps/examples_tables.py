"""Steps that count cucumbers."""

from pytest_bdd import given, parsers, then, when

Count = dict[str, int]


@given(parsers.parse("there are {number:d} cucumbers"), target_fixture="cucumbers")
def there_are_cucumbers(number: int) -> Count:
    return {"left": number}


@given(parsers.parse("there are {number:d} friends"), target_fixture="friends")
def there_are_friends(number: int) -> int:
    return number


@when(parsers.parse("I eat {number:d} cucumbers"))
def i_eat(cucumbers: Count, number: int) -> None:
    cucumbers["left"] -= number


@then(parsers.parse("I should have {number:d} cucumbers"))
def i_should_have(cucumbers: Count, number: int) -> None:
    assert number == cucumbers["left"]


@then(parsers.parse("each person can eat {share:d} cucumbers"))
def each_can_eat(cucumbers: Count, friends: int, share: int) -> None:
    assert share == cucumbers["left"] // (1 + friends)
