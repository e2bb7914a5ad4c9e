"""Steps that attach pictures."""

from collections.abc import Callable
from pathlib import Path

from pytest_bdd import when

HERE = Path(__file__).parent


@when("a JPEG image is attached")
def a_photograph(attach: Callable[..., None]) -> None:
    attach((HERE / "cucumber.jpeg").read_bytes(), "image/jpeg")


@when("a PNG image is attached")
def a_picture(attach: Callable[..., None]) -> None:
    attach((HERE / "cucumber.png").read_bytes(), "image/png")
