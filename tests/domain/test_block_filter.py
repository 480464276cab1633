"""Which bookings a few typed words leave."""

from __future__ import annotations

import pytest

from studio_tui.domain.block_filter import filtered
from tests.widgets.samples import MEETING, SESSION

NAMES = {1: "Anna Berg", 2: "Ben Okoye", 3: "Camera room 1"}
SARA = SESSION._replace(client="Smith, Sara", type_name="Newborn", confirmed=True)
IN_ROOM = SARA._replace(schedule_id=3, role="resource")
BRIEN = SESSION._replace(
    event_id=2,
    schedule_id=2,
    number="10013",
    client="O'Brien, Zoë",
    type_name="Portrait",
    description="headshot, actor",
    status="Proofs shown",
    owes=True,
)
LUNCH = MEETING._replace(event_id=3, schedule_id=2, description="Lunch", has_notes=True)
ALL = (SARA, IN_ROOM, BRIEN, LUNCH)


@pytest.mark.parametrize(
    ("typed", "left"),
    [
        ("", {1, 2, 3}),
        ("  ", {1, 2, 3}),
        ("smi", {1}),
        ("SARA smith", {1}),
        ("obrien", {2}),
        ("zoe", {2}),
        ("ara", set()),
        ("newb", {1}),
        ("actor", {2}),
        ("proofs", {2}),
        ("10013", {2}),
        ("ben", {2, 3}),
        ("ben por", {2}),
        ("camera 1", {1}),
        ("confirmed", {1}),
        ("unconfirmed", {2, 3}),
        ("balance due", {2}),
        ("notes", {3}),
        ("appointment", {3}),
        ("smith ben", set()),
    ],
)
def test_every_word_must_begin_a_word_of_the_booking(typed: str, left: set[int]) -> None:
    found = filtered(ALL, NAMES, typed)
    assert {block.event_id for block in found.blocks if not block.left_out} == left
    assert (found.shown, found.all) == (len(left), 3)


def test_what_is_left_out_keeps_its_time_in_every_column() -> None:
    found = filtered(ALL, NAMES, "lunch")
    assert [(each.start, each.end, each.schedule_id) for each in found.blocks] == [
        (each.start, each.end, each.schedule_id) for each in ALL
    ]
    assert [block.left_out for block in found.blocks] == [True, True, True, False]
    assert found.words == "1 of 3 bookings"
    assert filtered((), NAMES, "x").words == "0 of 0 bookings"
