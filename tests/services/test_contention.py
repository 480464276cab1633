"""Several programs fight for the same times on one file, as a studio's front desk does at nine."""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter
from typing import TYPE_CHECKING, Any

from tests.factories import at, book, rows

if TYPE_CHECKING:
    import pytest

    from studio_tui.studio import Studio

PROCESSES = 8
TIMES = 24

CONTENDER = """
import json, sys, time
from datetime import datetime, timedelta
from pathlib import Path
from studio_tui.domain.booking import AppointmentDraft, ClientDraft, SessionDraft, TakenError
from studio_tui.services import appointments, booking
from studio_tui.studio import Studio

directory, name, times = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
studio = Studio(directory, now="2026-11-24T09:00")
print("ready", flush=True)
sys.stdin.readline()
won, lost, waits = [], [], []
for number in range(times):
    start = datetime(2026, 12, 1, 9) + timedelta(hours=2 * number)
    when = {"type_id": 1, "start": start, "end": start + timedelta(hours=1)}
    token, client = f"{name}-{number}", ClientDraft(last=name)
    began = time.perf_counter()
    try:
        if name.endswith(("1", "3", "5", "7")):
            draft = AppointmentDraft(**when, schedule_ids=(1,), token=token)
            studio.run(appointments.book, draft, client=client)
        else:
            draft = SessionDraft(**when, photographer_id=1, token=token)
            studio.run(booking.book, client, draft)
        won.append(number)
    except TakenError as error:
        lost.append((number, error.message))
    waits.append(time.perf_counter() - began)
studio.close()
print(json.dumps({"won": won, "lost": lost, "waits": waits}))
"""


def fight(studio: Studio) -> list[dict[str, Any]]:
    """What each of the programs won, lost and waited for; all start at the same moment.

    Every other one books appointments instead of sessions.
    """
    contenders = [
        subprocess.Popen(
            [sys.executable, "-c", CONTENDER, str(studio.directory), f"Desk {n}", str(TIMES)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for n in range(PROCESSES)
    ]
    for contender in contenders:
        assert contender.stdout
        assert contender.stdout.readline() == "ready\n"
    for contender in contenders:
        assert contender.stdin
        contender.stdin.write("go\n")
        contender.stdin.flush()
    told = [contender.communicate() for contender in contenders]
    assert [errors for _, errors in told] == [""] * PROCESSES
    return [json.loads(output) for output, _ in told]


OVERLAPS = """
SELECT count(*) FROM booking_slot AS one
JOIN booking_slot AS other ON other.schedule_id = one.schedule_id AND other.id > one.id
WHERE one.held AND other.held
AND one.start_utc < other.end_utc AND other.start_utc < one.end_utc
"""


def test_every_time_has_one_winner_and_every_loser_hears_who_took_it(
    studio: Studio, capsys: pytest.CaptureFixture[str]
) -> None:
    outcomes = fight(studio)
    won = Counter(number for outcome in outcomes for number in outcome["won"])
    lost = Counter(number for outcome in outcomes for number, _ in outcome["lost"])
    assert won == dict.fromkeys(range(TIMES), 1)
    assert lost == dict.fromkeys(range(TIMES), PROCESSES - 1)
    for outcome in outcomes:
        for _, sentence in outcome["lost"]:
            assert "Anna Berg busy" in sentence
            assert "taken by Anna Berg at 09:00" in sentence
    assert rows(studio, OVERLAPS) == [(0,)]
    for table in ("event", "booking_slot", "client"):
        assert rows(studio, f"SELECT count(*) FROM {table}") == [(TIMES,)]
    booked = 0
    for table in ("session", "appointment"):
        numbers = [int(number) for (number,) in rows(studio, f"SELECT number FROM {table}")]
        assert sorted(numbers) == list(range(10000, 10000 + len(numbers)))
        booked += len(numbers)
    assert booked == TIMES
    waits = sorted(wait for outcome in outcomes for wait in outcome["waits"])
    with capsys.disabled():
        at_99 = waits[int(len(waits) * 0.99)]
        print(
            f"\n{PROCESSES} programs, {len(waits)} bookings: wait at the 99th percentile "
            f"{at_99 * 1000:.0f} ms, longest {waits[-1] * 1000:.0f} ms"
        )


MOVER = """
import json, sys
from datetime import timedelta
from pathlib import Path
from studio_tui.domain.booking import StaleError, TakenError
from studio_tui.domain.moving import Shift
from studio_tui.services import moving
from studio_tui.studio import Studio

directory, day = Path(sys.argv[1]), int(sys.argv[2])
studio = Studio(directory, now="2026-11-24T09:00")
seen = studio.run(moving.pick, [("session", each) for each in range(1, 6)])
print("ready", flush=True)
sys.stdin.readline()
try:
    by = timedelta(days=day)
    studio.run(moving.move, seen, Shift(by, by), moving.Along())
    print(json.dumps("moved"))
except (StaleError, TakenError) as error:
    print(json.dumps(error.code))
studio.close()
"""


def test_of_several_who_move_the_same_bookings_one_does_and_none_is_torn(studio: Studio) -> None:
    for hour in range(5):
        book(studio, start=at(f"2026-12-01T{9 + 2 * hour:02}:00"))
    movers = [
        subprocess.Popen(
            [sys.executable, "-c", MOVER, str(studio.directory), str(day)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for day in range(1, 5)
    ]
    for mover in movers:
        assert mover.stdout
        assert mover.stdout.readline() == "ready\n"
    for mover in movers:
        assert mover.stdin
        mover.stdin.write("go\n")
        mover.stdin.flush()
    told = Counter(json.loads(mover.communicate()[0]) for mover in movers)
    assert told == {"moved": 1, "changed-meanwhile": 3}
    days = rows(studio, "SELECT DISTINCT substr(start, 1, 10) FROM event")
    assert len(days) == 1
    assert days != [("2026-12-01",)]
