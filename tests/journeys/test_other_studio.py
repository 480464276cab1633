"""An owner sets up a studio of another kind through the screens alone, and books there.

A pet photographer with two vans and no rooms: what the studio starts with is taken out, what it
needs is entered, all by keys in the real program.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from studio_tui.services import agenda, catalogue, invoices, sessions
from studio_tui.services.desk import Desk
from studio_tui.studio import Studio
from tests.conftest import NOW
from tests.factories import at, rows
from tests.terminal import Terminal

if TYPE_CHECKING:
    from pathlib import Path


def test_a_pet_photographer_with_two_vans_sets_up_and_books(tmp_path: Path) -> None:
    directory = tmp_path / "paws"
    with Terminal(directory) as terminal:
        _open(terminal)
        _take_out(terminal)
        _vans_and_people(terminal)
        _prices(terminal)
        _types(terminal)
        _texts(terminal)
        _book(terminal)
    _stored(directory)


def _open(terminal: Terminal) -> None:
    """The first start."""
    terminal.wait_for("What would you like to open?")
    terminal.press("enter")
    terminal.wait_for("Studio name")
    terminal.press("Happy Paws", *["tab"] * 10, "Noor", "tab", "Haddad", "ctrl+s")
    terminal.wait_for("Noor Haddad", "Camera room 1")


def _list(terminal: Terminal, letters: str, title: str) -> None:
    """From Maintenance to one of its lists."""
    terminal.wait_for("Maintenance", "Session types", "Rooms, vehicles and things")
    terminal.press(letters, "enter")
    terminal.wait_for(f"Maintenance · {title} · ")


def _take_out(terminal: Terminal) -> None:
    """Types, price lists and rooms that other studios need."""
    terminal.press("E")
    _list(terminal, "session t", "Session types")
    terminal.press("x", "down", "enter")
    terminal.wait_for("Session types · 7 entries")
    for left in ("6 entries", "5 entries", "4 entries", "3 entries", "2 entries", "1 entry"):
        terminal.press("x", "down", "enter")
        terminal.wait_for(f"Session types · {left}")
    terminal.press("x", "down", "enter")
    terminal.wait_for("Session types · nothing yet", "n enters the first one.")
    terminal.press("escape")
    _list(terminal, "price", "Price lists")
    terminal.press("x", "down", "enter")
    terminal.wait_for("Price lists · 1 entry")
    terminal.press("x", "down", "enter")
    terminal.wait_for("Price lists · nothing yet")
    terminal.press("escape")
    _list(terminal, "rooms", "Rooms, vehicles and things")
    terminal.press("x", "down", "enter")
    terminal.wait_for("things · 1 entry")
    terminal.press("x", "down", "enter")
    terminal.wait_for("things · nothing yet")


def _vans_and_people(terminal: Terminal) -> None:
    """Two vans, and somebody who drives the second one."""
    for number in "12":
        terminal.press("n")
        terminal.wait_for("New resource")
        terminal.press(f"Van {number}", "tab", f"V{number}", "ctrl+s")
        terminal.wait_for(f"Van {number} entered.")
    terminal.press("escape")
    _list(terminal, "people", "People")
    terminal.press("n")
    terminal.wait_for("New person")
    terminal.press("Ines", "tab", "Costa", "ctrl+s")
    terminal.wait_for("Ines Costa entered.", "IC")
    terminal.press("escape")


def _prices(terminal: Terminal) -> None:
    """A price list with a group and an item."""
    _list(terminal, "price", "Price lists")
    terminal.press("n")
    terminal.wait_for("New price list")
    terminal.press("Dog prices", "ctrl+s")
    terminal.wait_for("Dog prices entered.")
    terminal.press("o")
    terminal.wait_for("Groups")
    terminal.press("groups", "enter")
    terminal.wait_for("Dog prices · Groups · nothing yet")
    terminal.press("n")
    terminal.wait_for("New group")
    terminal.press("Fees", "ctrl+s")
    terminal.wait_for("Fees entered.")
    terminal.press("escape")
    terminal.wait_for("Price lists · 1 entry")
    terminal.press("o", "enter")
    terminal.wait_for("Dog prices · Items · nothing yet")
    terminal.press("n")
    terminal.wait_for("New item", "Group          Fees")
    terminal.press("walk", "tab", "A walk with your dog", "tab", "tab", "session fee", "tab", "45")
    terminal.press("ctrl+s")
    terminal.wait_for("A walk with your dog entered.", "WALK", "45.00")
    terminal.press("escape")
    terminal.wait_for("Price lists · 1 entry")
    terminal.press("escape")


def _types(terminal: Terminal) -> None:
    """A type of session with its van, its fee and steps of its own."""
    _list(terminal, "session t", "Session types")
    terminal.press("n")
    terminal.wait_for("New session type")
    terminal.press("Dog walk", "tab", "DW", "tab", "teal", "tab", "1h", "tab", "30", "tab", "15")
    terminal.press("tab", "noor", "tab", "tab", "van 1", "tab", "dog", "tab", "10", "tab", "24")
    terminal.press("ctrl+s")
    terminal.wait_for("Dog walk entered.", "Noor Haddad")
    terminal.press("o")
    terminal.wait_for("Its own steps")
    terminal.press("enter")
    terminal.wait_for("Dog walk · Automatic items · nothing yet")
    terminal.press("n")
    terminal.wait_for("New automatic item", "A walk with your dog")
    terminal.press("ctrl+s")
    terminal.wait_for("Automatic items · 1 entry")
    terminal.press("escape")
    terminal.wait_for("Session types · 1 entry")
    terminal.press("o")
    terminal.wait_for("Its own steps")
    terminal.press("steps", "enter")
    terminal.wait_for("Dog walk · Own steps · nothing yet")
    for step, kind in (("Walk booked", "open"), ("Walked", "open"), ("Pictures sent", "done")):
        terminal.press("n")
        terminal.wait_for("New session status")
        terminal.press(step, "tab", kind, "ctrl+s")
        terminal.wait_for(f"{step} entered.")
    terminal.press("escape")
    terminal.wait_for("Session types · 1 entry")
    terminal.press("escape")


def _texts(terminal: Terminal) -> None:
    """When the studio is open, and what stands below its name."""
    _list(terminal, "loc", "Locations")
    terminal.press("enter")
    terminal.wait_for("Locations · Happy Paws")
    terminal.press("tab", "ctrl+u", "tue-sat 8-18", "ctrl+s")
    terminal.wait_for("Happy Paws saved.", "Tue-Sat 08:00-18:00")
    terminal.press("escape")
    terminal.wait_for("Session types", "Rooms, vehicles and things")
    terminal.press("terms", "enter")
    terminal.wait_for("Header")
    terminal.press("We come to you, wherever the dog is.", "ctrl+s")
    terminal.wait_for("Terms and header saved.")
    terminal.press("escape")
    terminal.wait_for("Noor Haddad", "Ines Costa", "Van 1", "Van 2")


def _book(terminal: Terminal) -> None:
    """A walk with the first van, and at the same time one with the second."""
    for name, day, who in (("Lee, Kim", "fri 10am", ""), ("Ortiz, Tom", "fri 10am", "ines")):
        terminal.press("ctrl+p")
        terminal.wait_for("This wizard books")
        terminal.press("enter")
        terminal.wait_for("What would you like to schedule?")
        terminal.press("enter")
        terminal.wait_for("Who is it for?")
        terminal.press(name, "enter")
        terminal.wait_for("Client information", name.split(",", maxsplit=1)[0])
        terminal.press("tab", "tab", "tab", "dog@example.org", "tab")
        terminal.press("0131 496 0123", "pagedown")
        terminal.wait_for("Session information")
        terminal.press("dw", "tab", "tab", day, "tab", "tab", "tab")
        if who:
            terminal.press(who, "tab", "tab", "v2")
        terminal.press("ctrl+s")
        terminal.wait_for("£10.00 of £45.00, £35.00 left")
        terminal.press("cash", "ctrl+s")
        terminal.wait_for("page 11", "Dog walk")
        terminal.press("ctrl+s")
        terminal.wait_for("Booked ")


def _stored(directory: Path) -> None:
    """Read back what the owner set up, and what is booked."""
    with Studio(directory, now=NOW) as studio:
        lists = studio.run(catalogue.catalogue)
        assert [each.name for each in lists.types] == ["Dog walk"]
        assert [each.name for each in lists.schedules] == [
            "Noor Haddad",
            "Ines Costa",
            "Van 1",
            "Van 2",
        ]
        found = [studio.run(sessions.get, number) for number in (1, 2)]
        assert [(each.photographer, each.resource, each.status) for each in found] == [
            ("Noor Haddad", "Van 1", "Walk booked"),
            ("Ines Costa", "Van 2", "Walk booked"),
        ]
        assert {each.draft.start for each in found} == {at("2026-11-27T10:00")}
        assert [studio.run(invoices.get, number).totals.total for number in (1, 2)] == [45_00] * 2
        day = studio.run(agenda.between, at("2026-11-27T00:00").date(), at("2026-11-27").date())
        assert len(day) == 2
        header = studio.run(Desk.preference, "studio.header", "")
        assert header == "We come to you, wherever the dog is."
        assert rows(studio, "SELECT 1 FROM change WHERE subject = 'session_types'")
