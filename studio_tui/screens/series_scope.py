"""Asking which dates of a recurring appointment are meant: this one, those after it, or all."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from studio_tui.domain.recurrence import parse_rule
from studio_tui.domain.words import date_short, plural, time_words
from studio_tui.screens.base import StudioScreen, reported
from studio_tui.screens.dialogs import Question
from studio_tui.screens.pick_list import PickList
from studio_tui.services import appointments, series_changes
from studio_tui.widgets.record_list import ListColumn, Row

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

    from studio_tui.services.stored import Which


async def series_dates(screen: StudioScreen[Any], which: Which) -> PickList | None:
    """All dates of the series of an appointment to pick from; None if it does not recur."""
    kind, record_id = which
    if kind != "appointment":
        return None
    call = screen.studio.call
    record = await call(appointments.get, record_id)
    if record.series_id is None:
        return None
    found = await call(series_changes.of_series, record.series_id)
    rows = [
        Row(each.id, (f"{date_short(each.start)} {time_words(each.start)}", each.status))
        for each in found
    ]
    title = f"{record.type_name}, {parse_rule(record.series_rule).words}"
    return PickList(title, rows, (ListColumn("", 24), ListColumn("")), at=record_id)


async def ask_dates(
    screen: StudioScreen[Any],
    which: Sequence[Which],
    verb: str,
    then: Callable[[Sequence[Which]], Awaitable[None]],
) -> None:
    """Ask which dates are meant, if a single booking is one of several of a series.

    Args:
        screen: Where it is asked.
        which: The bookings.
        verb: What is done with them, as a question has it: ``Cancel``.
        then: Called with those that are meant; not when the person goes back.
    """
    found = None
    if len(which) == 1:
        found = await screen.studio.call(series_changes.open_dates, which[0])
    if found is None:
        await then(which)
        return
    scopes = {"one": which, "following": found.following, "all": found.every}
    later = plural(len(found.following), "date")
    choices = [
        ("one", f"{verb} only this date"),
        ("following", f"{verb} this and the following, {later}"),
        ("all", f"{verb} all that are open, {plural(len(found.every), 'date')}"),
        ("back", "Back"),
    ]
    if len(found.following) in (1, len(found.every)):  # the last or the first of them
        del choices[1]

    @reported
    async def answered(_: StudioScreen[Any], answer: str | None) -> None:
        if answer in scopes:
            await then(scopes[answer])

    async def closed(answer: str | None) -> None:
        await answered(screen, answer)

    said = "It is one of several dates. Dates that are done or cancelled stay as they are."
    screen.app.push_screen(Question("A date of a series", said, choices), closed)
