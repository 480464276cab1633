"""The appointment paths as a person walks them: linked to a client and session, and unlinked."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from studio_tui.services import agenda, appointments
from studio_tui.studio import Studio
from tests.conftest import NOW
from tests.factories import book, client_draft, rows
from tests.terminal import Terminal

if TYPE_CHECKING:
    from pathlib import Path

    from tests.mail.server import Post


def test_a_linked_appointment_is_arranged_emailed_and_left_open(
    directory: Path, post: Post
) -> None:
    with Studio(directory, now=NOW) as studio:
        book(studio, client=client_draft(phone="07700 900123", email="sara@example.org"))
    with Terminal(directory) as terminal:
        terminal.wait_for("Camera room 1")
        _to_kinds(terminal)
        terminal.press("down", "enter")
        terminal.wait_for("Who is it for?")
        terminal.press("smi", "enter")
        terminal.wait_for("Client information", "Smith, Sara")
        terminal.press("pagedown")
        terminal.wait_for("Which session does it belong to?", "Portrait")
        terminal.press("enter")
        terminal.wait_for("Appointment information")
        terminal.press("view", "tab", "choose the prints", "tab", "mon 11am", "tab", "tab", "tab")
        terminal.press("anna, cr2")
        terminal.wait_for("Anna Berg, Camera room 2")
        terminal.press("pagedown")
        terminal.wait_for("Email the client about it", "Monday 30 November 2026, 11:00-12:00")
        for label in ("Open appointment", "Open client"):
            terminal.press("up")
            terminal.wait_for(f"› {label}")
            terminal.press(" ")
        terminal.press("up", " ")
        terminal.wait_for("[x] Appointment confirmation")
        terminal.wait_until(lambda: terminal.text.count("[x]") == 3, "three ticks")
        terminal.press("ctrl+s")
        terminal.wait_for("Email to Smith, Sara", "30 November 2026")
        terminal.press("ctrl+s")
        terminal.wait_until(lambda: bool(post.received), "the email")
        terminal.wait_for("Client 10000 › Appointment 10000", "choose the prints")
        terminal.press("escape")
        terminal.wait_for("Client 10000", "[Sessions 1]", "Smith")
        terminal.press("escape")
        terminal.wait_for("Mon 30 Nov 2026", "Smith, Sara")
    (message,) = post.messages
    assert message["To"] == "sara@example.org"
    with Studio(directory, now=NOW) as studio:
        (stored,) = studio.run(appointments.of_session, 1)
        assert stored == studio.run(appointments.of_client, 1)[0]
        assert (stored.description, f"{stored.start:%a %H:%M}") == (
            "choose the prints",
            "Mon 11:00",
        )
        assert rows(studio, "SELECT role FROM booking_slot WHERE event_id = 2 ORDER BY role") == [
            ("attendee",),
            ("resource",),
        ]


def test_an_unlinked_appointment_stands_on_every_schedule_it_names(directory: Path) -> None:
    with Terminal(directory) as terminal:
        terminal.wait_for("Camera room 1")
        _to_kinds(terminal)
        terminal.press("down", "down", "enter")
        terminal.wait_for("Appointment information")
        terminal.press("meet", "tab", "plans for the spring", "tab", "wed 9am", "tab", "tab", "tab")
        terminal.press("anna, ben, mia, cr1")
        terminal.wait_for("Mia Carter")
        terminal.press("ctrl+s")
        terminal.wait_for("Confirmation", "Wednesday 25 November 2026, 09:00-10:00")
        terminal.press("ctrl+s")
        terminal.wait_for("Arranged 10000: plans for the spring, Wed 25 Nov 09:00-10:00.")
        terminal.wait_for("plans for")
    with Studio(directory, now=NOW) as studio:
        day = date(2026, 11, 25)
        (found,) = studio.run(agenda.between, day, day)
        assert (found.kind, found.client, found.type_name) == ("appointment", "", "Meeting")
        assert [part.name for part in found.parts] == [
            "Anna Berg",
            "Ben Okoye",
            "Mia Carter",
            "Camera room 1",
        ]


def _to_kinds(terminal: Terminal) -> None:
    terminal.press("ctrl+p")
    terminal.wait_for("This wizard books")
    terminal.press("enter")
    terminal.wait_for("What would you like to schedule?")
