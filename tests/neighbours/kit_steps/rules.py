"""Steps about somebody who buys chocolate."""

from dataclasses import dataclass, field

import pytest
from pytest_bdd import given, parsers, then, when


@dataclass
class Shop:
    """What there is, and what was sold."""

    cents: int = 0
    stock: list[str] = field(default_factory=list[str])
    sold: list[str] = field(default_factory=list[str])


@pytest.fixture
def shop() -> Shop:
    return Shop()


@given(parsers.parse("the customer has {cents:d} cents"))
def the_customer_has(shop: Shop, cents: int) -> None:
    shop.cents = cents


@given("there are chocolate bars in stock")
def in_stock(shop: Shop) -> None:
    shop.stock.append("a bar")


@given("there are no chocolate bars in stock")
def none_in_stock(shop: Shop) -> None:
    shop.stock.clear()


@when(parsers.parse("the customer tries to buy a {price:d} cent chocolate bar"))
def tries_to_buy(shop: Shop, price: int) -> None:
    if shop.stock and shop.cents >= price:
        shop.sold.append(shop.stock.pop())


@then("the sale should not happen")
def no_sale(shop: Shop) -> None:
    assert not shop.sold


@then("the sale should happen")
def a_sale(shop: Shop) -> None:
    assert shop.sold
