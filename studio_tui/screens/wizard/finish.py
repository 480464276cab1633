"""Finish: everything is booked together, and what may stand against it is answered."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from studio_tui.domain.booking import GoneError, StaleError, TakenError
from studio_tui.domain.words import date_short
from studio_tui.errors import StudioError
from studio_tui.flows import client_fields, session_fields
from studio_tui.flows.booking import FINISH
from studio_tui.flows.summary import client_name
from studio_tui.screens.base import StudioScreen
from studio_tui.screens.calendar import CalendarScreen
from studio_tui.screens.dialogs import Question
from studio_tui.screens.opening import open_record
from studio_tui.screens.wizard.wizard import CLIENT, CLIENT_INFORMATION, SUMMARY
from studio_tui.services import booking, clients
from studio_tui.services.preferences import remember
from studio_tui.widgets.lines import fit, width_of

if TYPE_CHECKING:
    from studio_tui.domain.booking import Booked, ClientDraft, SessionDraft
    from studio_tui.screens.wizard.page import WizardPage
    from studio_tui.screens.wizard.wizard import Wizard

ROOM = 78
"""Cells of the line on the smallest terminal that the program is made for."""


def booked_words(number: str, name: str, session: SessionDraft) -> str:
    """What was booked: ``Booked 10000: Smith, Sara, Tue 24 Nov 14:00-15:00.``; names give way."""
    day = date_short(session.start.date()).rpartition(" ")[0]
    when = f"{day} {session.start:%H:%M}-{session.end:%H:%M}"
    room = ROOM - len(f"Booked {number}: , {when}.")
    return f"Booked {number}: {fit(name, min(room, width_of(name)))}, {when}."


def joined(said: str, more: str) -> str:
    """Both sentences, or the number of what was booked and the second, as there is room."""
    both = f"{said} {more}"
    return both if width_of(both) <= ROOM else f"{said.partition(':')[0]}. {more}"


class Finish:
    """The last step of a booking. Nothing that goes wrong here loses what was typed."""

    def __init__(self, wizard: Wizard, page: WizardPage) -> None:
        self.wizard, self.page = wizard, page
        self._busy = False

    async def now(self) -> None:
        """Book, once, however often it is asked for."""
        if self._busy or self.wizard.done:
            return
        self._busy = True
        try:
            if await self.wizard.advance(SUMMARY):
                await self._book()
        finally:
            self._busy = False

    async def _book(self) -> None:
        wizard = self.wizard
        client = client_fields.client_draft(wizard.answers)
        session = session_fields.session_draft(wizard.answers)
        assert session is not None
        try:
            booked = await wizard.studio.call(
                booking.book,
                client,
                session,
                original=wizard.facts.client,
                force=wizard.agreed == session,
                because=wizard.because,
            )
        except TakenError as error:
            await self._taken(error)
        except StaleError as error:
            await self._stale(error, client)
        except GoneError as error:
            await self._gone(error)
        except StudioError as error:
            await self._refused(error)
        else:
            await self._booked(booked, session)

    # What may stand against it

    async def _taken(self, error: TakenError) -> None:
        """Somebody else was faster: the page with the time says who, and offers other times."""
        page = await self.wizard.show(self.wizard.time_page)
        page.clash(error.clashes, error.next_starts, SUMMARY, error.rule)

    async def _stale(self, error: StaleError, mine: ClientDraft) -> None:
        """Somebody else changed the client: keep both changes, or ask whose value holds."""
        wizard = self.wizard
        before = wizard.facts.client
        assert before is not None
        assert before.id is not None
        theirs = await wizard.studio.call(clients.get, before.id)
        wizard.learn(replace(wizard.facts, client=theirs))
        ours = clients.differences(before, mine)
        labels = {label for label, _, _ in ours}
        changed = {label for label, _, _ in clients.differences(before, theirs)}
        both = [found for found in error.differences if found[0] in labels & changed]
        if not both:
            await self._book()
            return
        lines = [f"{label}: theirs “{stored}”, yours “{typed}”." for label, stored, typed in both]
        wizard.app.push_screen(
            Question(
                "Changed by somebody else",
                "\n".join(lines),
                (("theirs", "Take theirs"), ("mine", "Save mine"), ("stay", "Look at it again")),
            ),
            partial(self._stale_answered, {label for label, _, _ in both}),
        )

    async def _stale_answered(self, labels: set[str], answer: str | None) -> None:
        wizard = self.wizard
        if answer == "theirs":
            keys = [entry.key for entry in client_fields.FIELDS if entry.label in labels]
            wizard.change(wizard.draft.untouched(*keys))
        if answer in ("theirs", "mine"):
            await self.now()
        else:
            await wizard.show(CLIENT_INFORMATION)

    async def _gone(self, error: GoneError) -> None:
        """Something is no longer there: its page says so, with everything else as it was."""
        wizard = self.wizard
        await wizard.reread()
        if error.field is not None:
            (await wizard.show(wizard.time_page)).refuse(((error.field, error.message),))
            return
        wizard.forget_client()
        (await wizard.show(CLIENT)).report(error)

    async def _refused(self, error: StudioError) -> None:
        """A rule at its field; a full disk and the like here, so that Enter tries again."""
        for page in self.wizard.flow.pages:
            if error.field in [entry.key for entry in page.fields]:
                (await self.wizard.show(page.key)).refuse(((str(error.field), error.message),))
                return
        self.page.report(error)

    # When it is done

    async def _booked(self, booked: Booked, session: SessionDraft) -> None:
        wizard = self.wizard
        answers = wizard.answers
        ticks = {entry.key: "yes" if answers.value(entry.key) else "no" for entry in FINISH}
        said = booked_words(booked.session_number, client_name(answers), session)
        if ticks != answers.facts.catalogue.preferences.get("booking.finish"):
            with suppress(StudioError):  # booked all the same; the ticks are asked again next time
                await wizard.studio.call(remember, "booking.finish", ticks)
        wizard.close(partial(self._back_home, booked, session, said))

    async def _back_home(self, booked: Booked, session: SessionDraft, said: str) -> None:
        """Show the booking where the wizard was opened from, and do what was ticked."""
        base, ticked = self.wizard.base, self.wizard.answers.value
        if isinstance(base, CalendarScreen):
            start = session.start
            column = self._schedule(session, base)
            await base.go_to(start.date(), start.time(), column, booked.session_id)
        base.tell(said)
        if ticked("open_session"):
            await open_record(base, "session", booked.session_id, said=said)
        if ticked("print"):
            base.run_worker(self._print(booked.session_number, said))

    async def _print(self, number: str, said: str) -> None:
        """Print, and say on the screen in front where it is; a booking is not lost by it."""
        from studio_tui.printing import print_document

        wizard, notes = self.wizard, bool(self.wizard.answers.value("with_notes"))
        try:
            words = await print_document(wizard.studio, "confirmation", number, with_notes=notes)
            warn = False
        except StudioError as error:
            words, warn = error.message, True
        front = wizard.app.screen
        if isinstance(front, StudioScreen):
            front.line.say(f"{words} {said}" if warn else joined(said, words), warn=warn)

    def _schedule(self, session: SessionDraft, base: CalendarScreen) -> int | None:
        """A column that the booking stands in, if possible the one under the cursor."""
        lists = self.wizard.facts.catalogue
        people = {entry.id: entry.schedule_id for entry in lists.people}
        resources = {entry.id: entry.schedule_id for entry in lists.resources}
        taken = [
            people.get(session.photographer_id or 0),
            people.get(session.assistant_id or 0),
            resources.get(session.resource_id or 0),
        ]
        shown = [found for found in taken if found in base.shown]
        cursor = base.grid.cursor
        here = cursor.column.schedule_id if cursor else None
        return here if here in shown else next(iter(shown), None)
