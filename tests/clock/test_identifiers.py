"""Identifiers have the products' forms, never repeat, and are the same for the same seed."""

import re

from callbook.core.ids import Identifiers

FORMS = {
    "interaction_id": r"[0-9A-Z]{16}",
    "conn_id": r"[0-9a-f]{16}",
    "call_uuid": r"[0-9A-Z]{26}\d{6}",
}


def _some(seed: int) -> dict[str, list[str]]:
    source = Identifiers(seed)
    return {form: [getattr(source, form)() for _ in range(50)] for form in FORMS}


def test_each_has_its_form() -> None:
    """Interaction ids, ConnIDs and CallUUIDs look like those in public logs."""
    for form, given in _some(1).items():
        assert [text for text in given if not re.fullmatch(FORMS[form], text)] == []


def test_none_comes_twice() -> None:
    """Fifty of each are fifty different ones."""
    assert [len(set(given)) for given in _some(1).values()] == [50, 50, 50]


def test_a_seed_decides_all() -> None:
    """The same seed gives the same, another seed gives others."""
    assert _some(7) == _some(7)
    assert _some(7) != _some(8)


def test_numbers_go_up() -> None:
    """Tickets and clients are numbered upwards from above 0."""
    source = Identifiers(3)
    assert 0 < source.ticket_id() < source.ticket_id()
    assert 0 < source.proxy_client_id() < source.proxy_client_id()


def test_another_process_goes_on() -> None:
    """Whoever knows the position of another source of the same seed gives what that one would have given next."""
    first, second = Identifiers(7), Identifiers(7)
    for form in FORMS:
        getattr(first, form)()
    first.ticket_id()
    first.proxy_client_id()
    second.go_on_from(first.position)
    assert first.position == second.position
    for give in (*FORMS, "ticket_id", "proxy_client_id"):
        assert getattr(first, give)() == getattr(second, give)()


def test_it_never_goes_back() -> None:
    """A position that lies behind changes nothing."""
    source = Identifiers(7)
    behind = source.position
    given = [
        source.interaction_id(),
        source.conn_id(),
        source.call_uuid(),
        source.ticket_id(),
        source.proxy_client_id(),
    ]
    source.go_on_from(behind)
    again = [
        source.interaction_id(),
        source.conn_id(),
        source.call_uuid(),
        source.ticket_id(),
        source.proxy_client_id(),
    ]
    assert all(one != other for one, other in zip(given, again, strict=True))
