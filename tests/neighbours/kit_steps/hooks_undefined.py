"""What happens before and after each scenario; no steps."""


def pytest_bdd_before_scenario() -> None: ...


def pytest_bdd_after_scenario() -> None: ...
