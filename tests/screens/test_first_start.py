from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import pytest
from textual import events

from studio_tui.screens.calendar import CalendarScreen
from studio_tui.screens.dialogs import Question
from studio_tui.screens.first_start import FirstStartScreen, NewStudioScreen
from studio_tui.services import catalogue, setup
from studio_tui.services.desk import Desk
from studio_tui.services.paperwork.letterhead import header as letterhead
from studio_tui.studio import Studio
from tests.conftest import LUMEN, NOW
from tests.screens.program import picture, running, until

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from textual.pilot import Pilot

HOSTILE = "[/] O'Brien <b>"
FIELDS = 12


@asynccontextmanager
async def nothing(
    tmp_path: Path, size: tuple[int, int] = (80, 24)
) -> AsyncIterator[tuple[Studio, Pilot[None]]]:
    """The program on an empty data directory."""
    with Studio(tmp_path / "new", now=NOW) as studio:
        async with running(studio, size) as pilot:
            await pilot.pause()
            assert isinstance(pilot.app.screen, FirstStartScreen)
            yield studio, pilot


async def home(pilot: Pilot[None]) -> None:
    """Wait for the calendar."""
    await until(pilot, lambda: isinstance(pilot.app.screen, CalendarScreen))
    await until(pilot, lambda: "Nothing booked" in shown(pilot) or "balance" in shown(pilot))


def shown(pilot: Pilot[None]) -> str:
    return "\n".join(picture(pilot.app.screen))


def form_of(pilot: Pilot[None]) -> NewStudioScreen:
    assert isinstance(pilot.app.screen, NewStudioScreen), pilot.app.screen
    return pilot.app.screen


async def put(pilot: Pilot[None], **texts: str) -> None:
    """Type texts; F3 leaves each but the last field, which it would finish."""
    for key, text in texts.items():
        form_of(pilot).form.focus_field(key)
        await pilot.pause()
        await pilot.press("ctrl+u", *("space" if char == " " else char for char in text))
        if key != "last":
            await pilot.press("f3")


def preference(studio: Studio, key: str) -> str:
    return str(studio.run(Desk.preference, key, ""))


async def test_enter_alone_opens_a_studio_that_can_work_on_day_one(tmp_path: Path) -> None:
    async with nothing(tmp_path) as (studio, pilot):
        await pilot.press(*["enter"] * FIELDS)
        assert form_of(pilot).form.focused_key == "last"
        assert not studio.run(setup.exists)
        await pilot.press("enter")
        await home(pilot)
        lists = studio.run(catalogue.catalogue)
        assert lists.types
        assert lists.statuses
        assert lists.me is not None
        assert lists.opening.week[0] == ((9 * 60, 17 * 60 + 30),)
        assert preference(studio, "studio.name") == "My Studio"
        await pilot.press("ctrl+p")
        await pilot.pause()
        assert "Book · page 1 · Welcome" in shown(pilot)


async def test_what_is_typed_is_stored_and_country_and_currency_follow_the_zone(
    tmp_path: Path,
) -> None:
    async with nothing(tmp_path) as (studio, pilot):
        await pilot.press("enter")
        await put(
            pilot,
            name=HOSTILE,
            address="1 High Street, Upstairs",
            zone="America/New_York",
            weekdays="9-12:30, 13:30-18",
            saturday="closed",
            sunday="10-12",
            first=HOSTILE,
            last="o'hara",
        )
        assert "United States · US Dollar" in shown(pilot)
        await pilot.press("ctrl+s")
        await home(pilot)
        header = studio.run(letterhead)
        assert header.name == HOSTILE
        assert header.address_lines == ("1 High Street", "Upstairs")
        assert preference(studio, "studio.currency") == "USD"
        lists = studio.run(catalogue.catalogue)
        assert lists.people[0].name == f"{HOSTILE} O'Hara"
        assert lists.opening.zone == "America/New_York"
        assert lists.opening.week == {
            **dict.fromkeys(range(5), ((540, 750), (810, 1080))),
            6: ((600, 720),),
        }
        assert HOSTILE in shown(pilot)


@pytest.mark.parametrize(
    ("key", "text", "sentence"),
    [
        ("name", "", "Studio name is needed here."),
        ("zone", "Nowhere", "is not a time zone"),
        ("country", "Atlantis", "is not a country"),
        ("currency", "shells", "is not a currency"),
        ("weekdays", "9-25", "past midnight"),
        ("saturday", "17-9", "ends before it starts"),
        ("email", "anna.example.com", "needs an @"),
        ("first", "x" * 300, "shorten it to 120"),
    ],
)
async def test_what_cannot_be_is_said_at_its_field_and_nothing_is_created(
    tmp_path: Path, key: str, text: str, sentence: str
) -> None:
    async with nothing(tmp_path) as (studio, pilot):
        await pilot.press("enter")
        form_of(pilot).form.focus_field(key)
        await pilot.press("ctrl+u")
        pilot.app.post_message(events.Paste(text))
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert sentence in form_of(pilot).line.text
        assert form_of(pilot).form.focused_key == key
        assert not studio.run(setup.exists)


async def test_what_cannot_be_read_is_said_as_soon_as_it_is_left(tmp_path: Path) -> None:
    async with nothing(tmp_path) as (_, pilot):
        await pilot.press("enter")
        await put(pilot, weekdays="9-25")
        await pilot.pause()
        assert "! '9-25' goes past midnight" in shown(pilot)
        assert form_of(pilot).form.focused_key == "saturday"


async def test_a_time_zone_can_be_picked(tmp_path: Path) -> None:
    async with nothing(tmp_path) as (_, pilot):
        await pilot.press("enter")
        form_of(pilot).form.focus_field("zone")
        await pilot.press("down", *"tokyo", "enter")
        await pilot.pause()
        assert form_of(pilot).answers.text("zone") == "Asia/Tokyo"
        assert form_of(pilot).answers.text("currency") == "JPY"


async def test_going_back_keeps_what_was_typed(tmp_path: Path) -> None:
    async with nothing(tmp_path) as (studio, pilot):
        await pilot.press("enter")
        await put(pilot, name="Lumen")
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(pilot.app.screen, FirstStartScreen)
        await pilot.press("enter")
        await pilot.pause()
        assert form_of(pilot).answers.text("name") == "Lumen"
        assert not studio.run(setup.exists)


async def test_the_demonstration_studio_is_one_choice_away(tmp_path: Path) -> None:
    async with nothing(tmp_path) as (studio, pilot):
        await pilot.press("down", "enter")
        await home(pilot)
        assert studio.run(Desk.rows, "SELECT count(*) FROM client")[0][0] > 300
        assert studio.desk.person_id is not None
        assert str(preference(studio, "studio.name")).startswith("Lantern Lane")


async def test_a_studio_opened_by_somebody_else_meanwhile_is_the_one(tmp_path: Path) -> None:
    async with nothing(tmp_path) as (studio, pilot):
        await pilot.press("enter")
        studio.run(setup.create, LUMEN)
        await pilot.press("ctrl+s")
        await pilot.pause()
        assert getattr(pilot.app.focused, "key", "") == "first"  # who it is, is asked once
        assert "Who are you? Type your name; again goes on as " in "\n".join(
            picture(pilot.app.screen)
        )
        await pilot.press("ctrl+s")
        await home(pilot)
        assert preference(studio, "studio.name") == "Lumen Studio"


async def test_esc_asks_before_the_program_ends(tmp_path: Path) -> None:
    async with nothing(tmp_path) as (_, pilot):
        await pilot.press("escape")
        assert isinstance(pilot.app.screen, Question)
        await pilot.press("escape")
        assert isinstance(pilot.app.screen, FirstStartScreen)
        assert pilot.app.return_code is None
        await pilot.press("escape", "enter")
        await until(pilot, lambda: not pilot.app.is_running or pilot.app._exit)


async def test_booking_has_to_wait(tmp_path: Path) -> None:
    async with nothing(tmp_path) as (_, pilot):
        await pilot.press("ctrl+p")
        assert "no studio to book in yet" in shown(pilot)
        await pilot.press("enter", "ctrl+p")
        assert "no studio to book in yet" in shown(pilot)


@pytest.mark.parametrize("size", [(40, 10), (80, 24), (120, 40)])
@pytest.mark.parametrize("no_colour", [False, True])
async def test_it_fits_every_terminal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, size: tuple[int, int], no_colour: bool
) -> None:
    if no_colour:
        monkeypatch.setenv("NO_COLOR", "1")
    async with nothing(tmp_path, size) as (_, pilot):
        assert "›  My own studio" in shown(pilot)
        assert "Enter" in picture(pilot.app.screen)[-1]
        await pilot.press("enter")
        await pilot.pause()
        assert "› Studio name" in shown(pilot)
        assert "PgDn" in picture(pilot.app.screen)[-1]
        form_of(pilot).form.focus_field("last")
        await pilot.pause()
        assert "› Your last name" in shown(pilot)


async def test_the_first_letter_replaces_a_suggested_name_and_later_ones_add_to_it(
    tmp_path: Path,
) -> None:
    async with nothing(tmp_path) as (_, pilot):
        await pilot.press("enter", *["tab"] * (FIELDS - 1), "shift+tab")
        assert form_of(pilot).form.focused_key == "first"
        await pilot.press(*"maria", "tab", "shift+tab", "x", "f3")
        await pilot.pause()
        assert form_of(pilot).answers.text("first") == "Mariax"


async def test_values_stay_beside_their_labels_when_a_choice_puts_a_field_right(
    tmp_path: Path,
) -> None:
    async with nothing(tmp_path) as (_, pilot):
        await pilot.press("enter", *["enter"] * 4, *"nowhere", "enter", *"atlantis", "enter")
        await pilot.press("shift+tab", "up")
        assert form_of(pilot).form.focused_key == "zone"
        await pilot.press("down", "ctrl+u", *"berl", "enter")
        await until(pilot, lambda: "Europe/Berlin" in shown(pilot))
        await pilot.pause()
        lines = shown(pilot).splitlines()
        labels = ("Time zone", "Country, currency", "Monday-Friday", "Saturday", "Your first")
        texts = ("Europe/Berlin", "atlantis", "09:00-17:30", "09:00-16:00", "")
        for label, text in zip(labels, texts, strict=True):
            assert text in next(line for line in lines if label in line)
