"""What is done with many rows of a hub: statuses, export, filters that are kept."""

from __future__ import annotations

import csv
import io
from datetime import timedelta
from typing import TYPE_CHECKING, Literal

import pytest

from studio_tui.errors import StudioError
from studio_tui.hubs import declared
from studio_tui.hubs.look import Look, read
from studio_tui.services import (
    advancing,
    hub_export,
    hubs,
    invoices,
    saved_filters,
    status_change,
    tasks,
    undoing,
)
from tests.factories import FRIDAY, book, client_draft, execute, invoice_draft, rows, task

if TYPE_CHECKING:
    from pathlib import Path

    from studio_tui.hubs.look import Query
    from studio_tui.studio import Studio


STEPS = "SELECT name FROM status WHERE area = ? AND NOT inactive ORDER BY sort, id"


@pytest.fixture
def four(studio: Studio) -> Studio:
    """Four sessions, the first confirmed in writing, the last cancelled."""
    for at, last in enumerate(("=SUM(A1)", "Lee", "Abel", "Zola")):
        booked = book(studio, client=client_draft(last=last), start=FRIDAY + timedelta(days=at))
        studio.run(invoices.create, invoice_draft(studio, session_id=booked.session_id))
    execute(
        studio,
        "UPDATE session SET status_id = (SELECT id FROM status WHERE area = 'session' "
        "AND kind = 'cancelled') WHERE id = 4",
    )
    return studio


def statuses(studio: Studio) -> list[str]:
    sql = "SELECT status.name FROM session JOIN status ON status.id = status_id ORDER BY session.id"
    return [row[0] for row in rows(studio, sql)]


def test_what_will_change_is_said_before_and_then_done(four: Studio) -> None:
    before = statuses(four)
    planned = four.run(advancing.plan, "session", [1, 2, 3, 4, 99])
    assert planned.words.splitlines()[0] == "3 sessions will change."
    following = planned.steps[0].status.name
    assert f"3: {before[0]} to {following}" in planned.words
    assert "3 of them are still to come." in planned.words
    assert "2 sessions will stay:" in planned.words
    assert "Session 10003 is cancelled" in planned.words
    undo, failed = four.run(advancing.advance, planned)
    assert failed == ()
    assert undo.words == "3 sessions advanced."
    assert statuses(four) == [following] * 3 + [before[3]]
    four.run(undoing.undo, undo)
    assert statuses(four) == before


def test_one_that_somebody_changed_meanwhile_holds_up_no_other(four: Studio) -> None:
    planned = four.run(advancing.plan, "session", [1, 2])
    four.run(status_change.confirm, "session", 1)
    undo, failed = four.run(advancing.advance, planned)
    assert undo.words == "1 session advanced."
    assert len(failed) == 1
    assert "changed" in failed[0]


def test_the_last_status_has_nothing_after_it(four: Studio) -> None:
    execute(
        four,
        "UPDATE session SET status_id = (SELECT id FROM status WHERE area = 'session' AND kind = "
        "'done' ORDER BY sort DESC LIMIT 1)",
    )
    planned = four.run(advancing.plan, "session", [1])
    assert planned.steps == ()
    assert "nothing comes after" in planned.stay[0]
    with pytest.raises(StudioError, match="nothing to advance"):
        four.run(advancing.advance, planned)


@pytest.mark.parametrize("kind", ["client", "invoice", "task"])
def test_records_without_a_time_are_advanced_together_and_taken_back(
    four: Studio, kind: Literal["client", "invoice", "task"]
) -> None:
    first, second = [row[0] for row in rows(four, STEPS, kind)][:2]
    ids = [task(four, "Call"), task(four, "Write")] if kind == "task" else [1, 2]
    sql = f"UPDATE {kind} SET status_id = (SELECT id FROM status WHERE area = ? AND name = ?)"
    execute(four, sql, kind, first)
    last = rows(four, STEPS, kind)[-1][0]
    execute(four, f"{sql} WHERE id = 2", kind, last)
    planned = four.run(advancing.plan, kind, [*ids, 99])
    assert planned.words.splitlines()[:2] == [
        f"1 {kind} will change.",
        f"1: {first} to {second}",
    ]
    assert f"1 {kind} gone meanwhile" in planned.words
    assert f"nothing comes after {last}" in planned.words
    undo, failed = four.run(advancing.advance, planned)
    assert (undo.words, failed) == (f"1 {kind} advanced.", ())
    named = f"SELECT name FROM status JOIN {kind} ON status_id = status.id WHERE {kind}.id = 1"
    assert rows(four, named) == [(second,)]
    assert rows(
        four, "SELECT words FROM change WHERE subject = ? ORDER BY id DESC LIMIT 1", kind
    ) == [(f"{first} to {second}.",)]
    with pytest.raises(StudioError, match="changed since"):
        four.run(advancing.advance, planned)
    four.run(undoing.undo, undo)
    assert rows(four, named) == [(first,)]
    with pytest.raises(StudioError, match="changed since"):
        four.run(undoing.undo, undo)


def test_tasks_are_done_together_or_not_after_all_and_taken_back(four: Studio) -> None:
    ids = [task(four, "Call"), task(four, "Write")]

    def done() -> list[bool]:
        return [row[0] is not None for row in rows(four, "SELECT completed FROM task ORDER BY id")]

    assert four.run(tasks.complete_all, ids[:1]).words == "1 task done."
    undo = four.run(tasks.complete_all, [*ids, 99])
    assert (undo.words, done()) == ("1 task done.", [True, True])
    four.run(undoing.undo, undo)
    assert done() == [True, False]
    assert four.run(tasks.complete_all, ids[:1]).words == "1 task not done after all."
    with pytest.raises(StudioError, match="no longer exist"):
        four.run(tasks.complete_all, [99])


def test_very_many_at_once_are_refused(four: Studio) -> None:
    with pytest.raises(StudioError, match="10,000 are marked; at most 500"):
        four.run(advancing.plan, "session", range(10_000))


def asked(studio: Studio, hub: str, **look: object) -> Query:
    found = declared(hub)
    query, _ = read(found, Look(**look), studio.run(hubs.facts, found))  # type: ignore[arg-type]
    return query


def test_what_is_shown_becomes_a_table_that_does_nothing_by_itself(
    four: Studio, tmp_path: Path
) -> None:
    query = asked(four, "sessions", order="number", columns=("number", "date", "client", "balance"))
    ids = four.run(hubs.ids, query, few=True, limit=hubs.ALL)
    execute(four, "UPDATE session SET number = '1' WHERE id = 3")  # now it would come first
    batches = [four.run(hub_export.lines, query, ids[at : at + 2]) for at in (0, 2)]
    text = "".join([hub_export.heading(query), *batches])
    path = four.run(hub_export.write, tmp_path, "sessions", text)
    assert path == tmp_path / "exports" / "sessions-2026-11-24.csv"
    assert path.read_bytes().startswith(b"\xef\xbb\xbfNumber,")
    assert list(csv.reader(io.StringIO(path.read_text("utf-8-sig")))) == [
        ["Number", "Date", "Client", "Balance"],
        ["10000", "2026-11-27", "'=SUM(A1), Sara", "60.00"],
        ["10001", "2026-11-28", "Lee, Sara", "60.00"],
        ["1", "2026-11-29", "Abel, Sara", "60.00"],
        ["10003", "2026-11-30", "Zola, Sara", "60.00"],
    ]
    again = four.run(hub_export.write, tmp_path, "sessions", text)
    assert again.name == "sessions-2026-11-24-2.csv"


def test_only_the_rows_marked_are_exported(four: Studio) -> None:
    query = asked(four, "sessions", order="number")
    assert [row.id for row in four.run(hub_export.rows, query, [3, 1, 99])] == [1, 3]


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("=1+1", "'=1+1"),
        ("+44 7700", "'+44 7700"),
        ("@cmd", "'@cmd"),
        ("-2", "'-2"),
        (" =x", "' =x"),
        ("\t=x", "'\t=x"),
        ("a=b", "a=b"),
        ("", ""),
    ],
)
def test_formulas_are_texts(text: str, written: str) -> None:
    assert hub_export.harmless(text) == written


def test_filters_are_kept_by_name_replaced_and_forgotten(four: Studio) -> None:
    hub = declared("sessions")
    look = Look({"date": "this week"}, "client", True, ("date", "client"))
    assert four.run(saved_filters.keep, hub, "  Late   ones ", look) == "Late ones"
    assert four.run(saved_filters.kept, hub) == {"Late ones": look}
    four.run(saved_filters.keep, hub, "Late ones", Look({"client": "lee"}))
    assert four.run(saved_filters.kept, hub) == {"Late ones": Look({"client": "lee"})}
    assert four.run(saved_filters.kept, declared("clients")) == {}
    four.run(lambda desk: setattr(desk, "person_id", 2))
    assert four.run(saved_filters.kept, hub) == {}, "another person's own"
    four.run(lambda desk: setattr(desk, "person_id", 1))
    four.run(saved_filters.drop, hub, "Late ones")
    assert four.run(saved_filters.kept, hub) == {}


@pytest.mark.parametrize(("name", "said"), [("  ", "Give it a name"), ("x" * 61, "shorten it")])
def test_a_filter_needs_a_name(four: Studio, name: str, said: str) -> None:
    with pytest.raises(StudioError, match=said):
        four.run(saved_filters.keep, declared("sessions"), name, Look())


def test_a_kept_filter_that_makes_no_sense_any_more_is_nothing(four: Studio) -> None:
    execute(
        four,
        "INSERT INTO saved_filter (person_id, hub, name, value) VALUES "
        "(0, 'sessions', 'A', '{'), (0, 'sessions', 'B', '[1]'), "
        "(0, 'sessions', 'C', '{\"values\": 3, \"order\": 1, \"columns\": 2}')",
    )
    kept = four.run(saved_filters.kept, declared("sessions"))
    assert kept == dict.fromkeys("ABC", Look())
