"""The website tells its contacts what became of their callbacks: taken, refused or not to be had now."""

import pytest

from callbook.core.faults import Fault, Mishap
from callbook.lab import Lab
from callbook.lab.web_server import NotSubmitted

SERVER = "Interaction Server"


def test_a_queue_that_is_gone_is_told() -> None:
    """When the server refuses, the contact learns it with the server's own words."""
    lab = Lab()
    maria = lab.contact("Maria")
    lab.schedule(maria)
    lab.configuration.remove_queue("callbacks")
    with pytest.raises(NotSubmitted) as refused:
        lab.schedule(maria)
    assert str(refused.value).startswith("Your callback could not be scheduled: 103 ")


def test_an_outage_is_told() -> None:
    """When the server is down, the contact is asked to come again."""
    lab = Lab()
    lab.stop_interaction_server()
    with pytest.raises(NotSubmitted) as refused:
        lab.schedule(lab.contact("Maria"))
    expected = "Your request could not be taken: the service is not available. Try again later."
    assert str(refused.value) == expected


def test_an_answer_that_does_not_come_is_told() -> None:
    """A callback that was perhaps not taken is never said to be taken."""
    lab = Lab()
    maria = lab.contact("Maria")
    lab.website()
    lab.wire("Website", SERVER).disturb("Website", Fault(Mishap.DROPPED, "RequestSubmit"))
    with pytest.raises(NotSubmitted, match="has not been confirmed"):
        lab.schedule(maria)


def test_cancelling_what_nobody_knows_is_told() -> None:
    """A callback that is no more can't be cancelled again."""
    lab = Lab()
    callback = lab.schedule(lab.contact("Maria"))
    lab.website().cancel(callback)
    with pytest.raises(NotSubmitted, match="Your callback could not be cancelled: 43 "):
        lab.website().cancel(callback)


def test_each_queue_has_a_website_of_its_own() -> None:
    """Callbacks of two queues come over two wires."""
    lab = Lab()
    maria = lab.contact("Maria")
    lab.schedule(maria)
    lab.schedule(maria, queue="urgent callbacks")
    assert [lab.wire("Website", SERVER).up, lab.wire("Website (urgent callbacks)", SERVER).up] == [True, True]
