"""The family of a client, and who of it takes part in a session, by keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from studio_tui.screens.opening import open_record
from studio_tui.screens.record import RecordScreen
from studio_tui.services import family, sessions
from tests.factories import book, execute
from tests.screens.program import calendar_of, running
from tests.screens.wizard.walking import press, said, shown

if TYPE_CHECKING:
    from studio_tui.studio import Studio


async def test_somebody_new_takes_part_and_belongs_to_the_family(studio: Studio) -> None:
    for name, last in (("Spring", "2026-05-31"), ("Autumn", "2026-11-30")):
        execute(
            studio,
            "INSERT INTO promotion (name, code, sort, inactive, last) VALUES (?, '', 1, 0, ?)",
            name,
            last,
        )
    booked = book(studio)
    async with running(studio) as pilot:
        await open_record(calendar_of(pilot), "session", booked.session_id)
        await press(pilot)
        screen = pilot.app.screen
        assert isinstance(screen, RecordScreen)
        screen.form.focus_field("promotions")
        await press(pilot, "spring", "ctrl+s")
        assert "choose Autumn" in said(pilot), "only what is valid on the day of the session"
        await press(pilot, "ctrl+u", "aut", "ctrl+s")
        assert said(pilot) == "Saved."
        screen.divide(listed=True)
        screen.lists.go_to("Family")
        screen.lists.enter()
        await press(pilot, "n", "m")
        await press(pilot, "ella", "enter", "daug", "enter", "15/11/2026", "ctrl+s")
        assert said(pilot) == "Ella is added."
        assert "takes part" in shown(pilot)
        assert "12 days" in shown(pilot), "on the day of the session"
        await press(pilot, "enter")
        assert said(pilot) == "Ella does not take part."
        (member,) = studio.run(family.of_client, booked.client_id)
        assert (member.name, member.relationship, member.birth_date is None) == (
            "Ella",
            "Daughter",
            False,
        )
        assert [name for _, name in studio.run(sessions.get, booked.session_id).promotions] == [
            "Autumn"
        ]
        await press(pilot, "f7")
        client = pilot.app.screen
        assert isinstance(client, RecordScreen)
        await press(pilot, "f4", "family", "enter")
        await press(pilot, "enter")
        await press(pilot, "c")
        await press(pilot, "tab", "Niece", "ctrl+s")
        assert said(pilot) == "Ella: saved."
        await press(pilot, "enter")
        await press(pilot, "t")
        assert said(pilot) == "Ella is taken out."
        assert studio.run(family.of_client, booked.client_id) == ()
