"""Eight programs booking at the same moment: nothing fails, and nothing is booked twice.

``python -m tests.benchmarks.hands DATABASE SEED`` is one of them: it waits for a line, then books.
"""

from __future__ import annotations

import json
import random
import subprocess
import sys
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import chain
from pathlib import Path
from statistics import median
from time import perf_counter, sleep
from typing import TYPE_CHECKING, Final

from studio_tui.domain.booking import SessionDraft, TakenError
from studio_tui.domain.wallclock import lenient_instant
from studio_tui.errors import StudioError
from studio_tui.models.database import open_database
from studio_tui.services import booking, catalogue, clients
from studio_tui.services.desk import Desk
from tests.benchmarks.far import ROOT
from tests.benchmarks.raw import Raw
from tests.benchmarks.studios import NOW, copy_of

if TYPE_CHECKING:
    from tests.benchmarks.rows import Figures

HANDS: Final = 8
TRIES: Final = 60
PAUSE: Final = 0.2
"""Seconds between two bookings of one program, at most: hundreds of times busier than people."""
BEGIN: Final = datetime(2029, 4, 2, 9)
"""Nothing is booked there."""
_TWICE: Final = """
SELECT count(*) FROM booking_slot AS one JOIN booking_slot AS other
ON other.schedule_id = one.schedule_id AND other.id > one.id AND other.held
AND other.start_utc < one.end_utc AND other.end_utc > one.start_utc
WHERE one.held AND one.start_utc >= ? AND other.start_utc >= ?
"""


class Hands:
    """Some programs and one studio."""

    def __init__(self, directory: Path, studio: str) -> None:
        """Copy a studio into a directory."""
        self._name = studio
        self._path = copy_of(studio, directory) / "studio.db"
        self._rounds = 0

    def round(self) -> Figures:
        """Let them all book from the same hours at once, and look at what came of it."""
        self._rounds += 1
        words = (sys.executable, "-m", "tests.benchmarks.hands", str(self._path))
        hands = [
            subprocess.Popen(
                (*words, str(self._rounds * HANDS + at)),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
                cwd=ROOT,
            )
            for at in range(HANDS)
        ]
        for each in hands:
            assert each.stdout is not None
            each.stdout.readline()
        for each in hands:
            assert each.stdin is not None
            each.stdin.write("\n")
            each.stdin.flush()
        said = [json.loads(each.communicate()[0]) for each in hands]
        times = sorted(chain.from_iterable(one["times"] for one in said))
        begin = lenient_instant(BEGIN, "Europe/London")
        figures = {
            "errors": float(sum(one["errors"] for one in said)),
            "twice": float(Raw(self._path)(_TWICE, (begin, begin))[0][0]),
            "usual": median(times),
            "slow": times[round(0.99 * (len(times) - 1))],
            "longest": times[-1],
        }
        return {f"{self._name}.hands.{what}": value for what, value in figures.items()}


def book(path: Path, seed: int) -> dict[str, object]:
    """Book one hour after another, as others do: those that somebody has are refused."""
    desk = Desk(
        open_database(path), lambda: lenient_instant(datetime.fromisoformat(NOW), desk.zone)
    )
    desk.person_id = 1
    lists, client = catalogue.catalogue(desk), clients.get(desk, 1)
    person = next(person.id for person in lists.people if person.photographer)
    draft = SessionDraft(
        type_id=lists.types[0].id,
        start=BEGIN,
        end=BEGIN,
        photographer_id=person,
        resource_id=lists.resources[0].id,
    )
    chance, times, errors = random.Random(seed), [], 0
    print("ready", flush=True)
    sys.stdin.readline()
    for number in range(TRIES):
        start = BEGIN + timedelta(days=number + TRIES * (seed // HANDS), hours=chance.randrange(6))
        sleep(chance.uniform(0, PAUSE))
        begin = perf_counter()
        try:
            booking.book(
                desk,
                client,
                replace(draft, start=start, end=start + timedelta(hours=1)),
                original=client,
            )
        except TakenError:
            pass
        except StudioError as error:
            print(error, file=sys.stderr)
            errors += 1
        times.append((perf_counter() - begin) * 1e3)
    return {"times": times, "errors": errors}


if __name__ == "__main__":
    print(json.dumps(book(Path(sys.argv[1]), int(sys.argv[2]))))
