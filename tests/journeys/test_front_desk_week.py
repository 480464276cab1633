"""A week of front-desk work, more than twenty calls, by keys alone: `front_desk` is its script."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING

from studio_tui.services import clients, invoices, payments
from studio_tui.studio import Studio
from tests.conftest import NOW
from tests.factories import rows
from tests.journeys.front_desk import END, FREED, WEEK, begin
from tests.terminal import Terminal

if TYPE_CHECKING:
    from pathlib import Path

    from tests.mail.server import Post


def test_a_week_of_calls_ends_in_the_expected_calendar(directory: Path, post: Post) -> None:
    with Studio(directory, now=NOW) as studio:
        begin(studio)
    for morning, calls in WEEK:
        with Terminal(directory, environment={"STUDIO_NOW": morning}) as terminal:
            terminal.wait_for("Anna Berg", "Esc Menu")
            for each in calls:
                for step in each.steps:
                    terminal.press(*step.keys)
                    terminal.wait_for(*step.seen)
    assert agenda(directory) == END
    (message,) = post.messages
    assert message["To"] == "sara@example.org"
    assert "METHOD:CANCEL" in str(message)
    with Studio(directory, now=NOW) as studio:
        _stored(studio)


def agenda(directory: Path) -> tuple[str, ...]:
    """The bookings of two months, as the command line tells them to other programs."""
    command = [sys.executable, "-m", "studio_tui", "--data", str(directory), "agenda", "--json"]
    command += ["--from", "2026-11-24", "--days", "60"]
    told = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    return tuple(
        " ".join(
            (
                f"{each['start'][:16]}-{each['end'][11:16]}",
                each["client"] or each["description"],
                "with",
                " and ".join(part["name"] for part in each["schedules"]),
                *(["confirmed"] if each["confirmed"] else []),
            )
        )
        for each in json.loads(told)
    )


def _stored(studio: Studio) -> None:
    """What the agenda does not tell."""
    freed = rows(
        studio,
        "SELECT session.number, status.name FROM session "
        "JOIN status ON status.id = session.status_id WHERE status.kind <> 'open' UNION ALL "
        "SELECT appointment.number, status.name FROM appointment "
        "JOIN status ON status.id = appointment.status_id WHERE status.kind <> 'open'",
    )
    assert tuple(freed) == FREED
    held = "SELECT count(*) FROM booking_slot WHERE held"
    assert rows(studio, held) == [(sum(each.count(" and ") + 1 for each in END),)]
    ((tom,),) = rows(studio, "SELECT id FROM client WHERE last = 'Brown'")
    assert studio.run(payments.credit_of, tom) == 25_00
    ((mina,),) = rows(studio, "SELECT id FROM client WHERE last = 'Patel'")
    assert [each.balance for each in studio.run(invoices.of_client, mina)] == [0]
    ((grace,),) = rows(studio, "SELECT id FROM client WHERE last = 'Hopper'")
    assert studio.run(clients.get, grace).email == "grace@example.org"
