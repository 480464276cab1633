"""Notes that people type about a client, a booking, an invoice or a payment."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from studio_tui.domain.wallclock import wall
from studio_tui.domain.words import NOTES, date_short
from studio_tui.errors import StudioError

if TYPE_CHECKING:
    from datetime import datetime

    from studio_tui.services.desk import Desk

Subject = Literal["client", "session", "appointment", "invoice", "payment", "task"]
"""Kinds of record that notes are kept about, as the history has them."""
LIMIT = 200
"""Most notes that are read; nobody reads further back on a screen."""


@dataclass(frozen=True, slots=True)
class Note:
    """A note, with who wrote it and when on the wall."""

    id: int
    at: datetime
    who: str
    text: str


def of_record(desk: Desk, subject: Subject, record_id: int) -> tuple[Note, ...]:
    """The notes about a record, newest first."""
    return tuple(
        Note(note_id, wall(at, desk.zone), who or "", text)
        for note_id, at, who, text in desk.rows(
            "SELECT note.id, note.at, schedule.name, note.text FROM note "
            "LEFT JOIN person ON person.id = note.person_id "
            "LEFT JOIN schedule ON schedule.id = person.schedule_id "
            "WHERE subject = ? AND record_id = ? ORDER BY note.at DESC, note.id DESC LIMIT ?",
            (subject, record_id, LIMIT),
        )
    )


def stamp(desk: Desk) -> str:
    """What is put before a note: ``Tue 24 Nov 2026 09:00 AB:``, by the person at the desk."""
    row = desk.row("SELECT initials FROM person WHERE id = ?", (desk.person_id,)) or ("",)
    now = desk.now()
    return f"{date_short(now)} {now:%H:%M} {row[0]}".rstrip() + ":"


def refusal(text: str) -> str:
    """Why a note cannot be kept; nothing if it can."""
    if not text.strip():
        return "Type the note first."
    over = len(text.strip()) - NOTES
    return f"A note has at most {NOTES:,} characters: take out {over:,}." if over > 0 else ""


def add(desk: Desk, subject: Subject, record_id: int, text: str) -> int:
    """Keep a note about a record, by the person at the desk; returns its id.

    Raises:
        StudioError: When there is nothing in it, or too much.
    """
    text = text.strip()
    if problem := refusal(text):
        raise StudioError(problem, code="long" if text else "empty")
    with desk.work() as work:
        cursor = desk.database.execute_sql(
            "INSERT INTO note (subject, record_id, person_id, at, text) VALUES (?, ?, ?, ?, ?)",
            (subject, record_id, desk.person_id, work.now, text),
        )
        return int(cursor.lastrowid)
