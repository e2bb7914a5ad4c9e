from __future__ import annotations

import asyncio
from typing import Any

from callbook.lab import Lab
from callbook.notebook.desk import desk
from callbook.notebook.desk.plain_text import desks_text
from callbook.notebook.desk.sources import bell_file, style_source, widget_source


def test_a_page_that_cannot_show_a_widget_shows_text() -> None:
    """An untrusted notebook, a terminal, a stored output: the plain form reads well."""
    widget: Any = desk("Anna", "Ben")
    bundle, metadata = widget._repr_mimebundle_()
    assert ["text/plain", "application/vnd.jupyter.widget-view+json"] == list(bundle)
    assert desks_text(widget.session.state()) == bundle["text/plain"]
    assert {} == metadata
    widget.close()


def test_what_a_page_says_is_done_and_shown() -> None:
    """A message comes in, the new state goes out."""
    widget: Any = desk("Anna")
    widget._handle_custom_msg({"kind": "contact", "do": "schedule", "name": "Maria"}, [])
    [interaction] = widget.session_state["desks"][0]["screen"]["interactions"]
    assert "Maria" == interaction["case"]["contact_name"]
    widget._handle_custom_msg({"kind": "perform", "agent": "Anna", "action": "accept", "on": interaction["id"]}, [])
    assert "in hand" == widget.session_state["desks"][0]["screen"]["interactions"][0]["state"]
    widget.close()


def test_the_page_gets_all_it_needs_with_the_widget() -> None:
    """Script, style and sound: nothing is fetched from anywhere."""
    widget: Any = desk()
    state = widget.get_state()
    assert (widget_source(), style_source(), bell_file()) == (state["_esm"], state["_css"], state["bell_sound"])
    assert ["Anna"] == [each["name"] for each in state["session_state"]["desks"]]
    widget.close()


def test_a_lab_that_is_given_is_used_as_it_is() -> None:
    """Its agents keep their state; nobody is logged in twice, or at all if not wanted."""
    lab = Lab()
    lab.log_in("Anna")
    widget: Any = desk("Anna", "Ben", lab=lab, log_in=False, speed=60, muted=True, contacts_every=0)
    assert ["Ready", "logged off"] == [each["screen"]["channel"] for each in widget.session_state["desks"]]
    assert (60, True, False) == (
        widget.session_state["clock"]["speed"],
        widget.session_state["muted"],
        widget.session_state["by_themselves"],
    )
    widget.close()


def test_a_cell_that_changes_the_lab_can_refresh_the_page() -> None:
    """The page does not know of it by itself while the clock stands still."""
    widget: Any = desk("Anna", contacts_every=0)
    widget.session.lab.advance(60_000)
    assert "09:00:00" == widget.session_state["clock"]["time"]
    widget.refresh()
    assert "09:01:00" == widget.session_state["clock"]["time"]
    widget.close()


def test_the_clock_of_a_widget_runs_until_it_is_closed() -> None:
    """In a loop, as in a notebook: nothing is left behind."""

    async def notebook() -> None:
        before = asyncio.all_tasks()
        widget: Any = desk("Anna", paused=False)
        await asyncio.sleep(0)
        assert 1 == len(asyncio.all_tasks() - before)
        widget.close()
        for _ in range(3):
            await asyncio.sleep(0)
        assert set() == asyncio.all_tasks() - before
        assert widget.session.pace.paused

    asyncio.run(notebook())
