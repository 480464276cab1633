"""A session as it is stored, to read and to change, with all that belongs to it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from studio_tui.domain.numbers import record_words
from studio_tui.domain.words import plural
from studio_tui.flows.field import Draft
from studio_tui.records import session as record_fields
from studio_tui.screens.base import Context
from studio_tui.screens.documents import offer_documents
from studio_tui.screens.family import FAMILY, participants_tab
from studio_tui.screens.record_tabs import (
    appointments_tab,
    history_tab,
    invoices_tab,
    notes_tab,
    tasks_tab,
)
from studio_tui.screens.session_dates import NAME, ask_about_date, session_dates_tab
from studio_tui.screens.timed_record import TimedRecordScreen
from studio_tui.services import (
    appointments,
    booking,
    dates,
    family,
    invoices,
    notes,
    payments,
    search,
    sessions,
    tasks,
)
from studio_tui.services.differences import differences

if TYPE_CHECKING:
    from datetime import datetime

    from studio_tui.documents.values import DocumentKind
    from studio_tui.domain.booking import Saved, SessionDraft
    from studio_tui.flows.field import Answers, Field
    from studio_tui.screens.record_changes import Difference
    from studio_tui.screens.record_tabs import Tab
    from studio_tui.services.sessions import SessionRecord
    from studio_tui.widgets.record_list import Row


class SessionRecordScreen(TimedRecordScreen):
    """One session."""

    KIND = "session"
    RULES = "session_information"
    PLACE = "session_record"
    OFFERS: ClassVar[tuple[str, ...]] = (
        "appointment",
        "invoice",
        "payment",
        "session",
        "date",
        "copy",
        "member",
        "task",
        "note",
    )
    HELP_TEXT = (
        "Everything about the session can be changed here; nothing is stored before you save. "
        "When the start moves, the end keeps its distance. Moving a confirmed session takes "
        "Confirmed away, as the client has not agreed to the new time.\n\n"
        "Below are the lists of what belongs to it; the one in brackets is shown. Enter opens a "
        "row, or reads it in full. Under Family, Enter says who takes part; n enters somebody new."
    )

    record: SessionRecord
    _known = ""

    async def fetch(self) -> SessionRecord:
        """The session, and how many its client has."""
        record = await self.studio.call(sessions.get, self.record_id)
        client = await self.studio.call(search.client, record.client_id)
        self._known = plural(client.sessions, "session") if client else ""
        return record

    async def read(self) -> None:
        """Read what is stored, and the promotions and own fields that there are."""
        await super().read()
        self.facts = replace(self.facts, lists=await self.studio.call(sessions.choices))

    async def read_lists(self) -> tuple[Tab, ...]:
        """All that belongs to the session."""
        call, today, at = self.studio.call, self.facts.today, self.record_id
        found = session_dates_tab(await call(dates.of_session, at))
        tabs = (
            appointments_tab(await call(appointments.of_session, at)),
            invoices_tab(await call(invoices.of_session, at), self.facts.catalogue.currency),
            participants_tab(await call(family.participants, at), self.record.draft.start.date()),
            tasks_tab(await call(tasks.of_record, "session", at)),
            notes_tab(await call(notes.of_record, "session", at), today),
            history_tab(await call(sessions.story, at), today),
        )
        # In front only where there is more to see than stands in the form.
        return (found, *tabs) if len(found.rows) > 1 else (*tabs, found)

    async def read_history(self, most: int) -> tuple[tuple[datetime, str, str], ...]:
        """With that of its invoices."""
        return await self.studio.call(sessions.story, self.record_id, most)

    async def read_row(self, tab: Tab, row: Row) -> None:
        """Ask what is to be done with a date; other rows are read in full."""
        if tab.name == NAME and isinstance(row.key, int):
            if self._stored():
                await ask_about_date(self, row.key)
        elif tab.name == FAMILY and isinstance(row.key, int):
            await self._turn_part(row.key)
        else:
            await super().read_row(tab, row)

    async def _turn_part(self, member_id: int) -> None:
        """Say that somebody of the family takes part, or that they do not after all."""
        call, at = self.studio.call, self.record_id
        found = {member.id: (member, part) for member, part in await call(family.participants, at)}
        if member_id not in found:
            await self.renew_list("Somebody else has taken them out of the family.")
            return
        member, part = found[member_id]
        await call(family.takes_part, at, member_id, part=not part)
        said = "does not take part" if part else "takes part"
        await self.renew_list(f"{member.name} {said}.")

    async def make(self, kind: str) -> None:
        """A date is added to what is stored, and what is stored is copied."""
        if kind not in ("date", "copy") or self._stored():
            await super().make(kind)

    async def renew(self, said: str) -> None:
        """Show the session as it is now with its dates, and say what was done."""
        await self.reload(Draft())
        self.lists.go_to(NAME)
        self.remind(said)

    @property
    def called(self) -> str:
        """With its number."""
        return record_words("Session", self.record.number)

    @property
    def about(self) -> str:
        """The type."""
        return self.record.type_name

    @property
    def who(self) -> str:
        """The client."""
        return " · ".join(filter(None, (self.record.client, self.record.phone, self._known)))

    @property
    def context(self) -> Context:
        """The client and the session."""
        return Context(self.record.client_id, self.record_id) if self.opened else Context()

    def fields(self) -> tuple[Field, ...]:
        """The fields of a booking."""
        return record_fields.fields(self.record, self.facts.lists.get("own", ()))

    def draft(self, answers: Answers) -> SessionDraft | None:
        """None while type, date, start or end are missing."""
        return record_fields.session_draft(answers, self.record)

    async def store(self, draft: SessionDraft, *, force: bool) -> Saved:
        """Check the time and store."""
        return await self.studio.call(booking.save, draft, force=force, because=self.because)

    async def differences(self, old: SessionDraft, new: SessionDraft) -> tuple[Difference, ...]:
        """Names instead of ids."""
        return await self.studio.call(differences, old, new)

    async def documents(self) -> None:
        """What the client gets, what whoever photographs gets, invoices and receipts."""
        call, number, at = self.studio.call, self.record.number, self.record_id
        bills = await call(invoices.of_session, at)
        taken = [
            hit for hit in await call(payments.of_session, at) if not (hit.pending or hit.moved)
        ]
        own: tuple[tuple[DocumentKind, str], ...] = (
            ("confirmation", number),
            ("photographer", number),
            *(("invoice", hit.number) for hit in bills),
            *(("receipt", hit.number) for hit in taken),
        )
        await offer_documents(self, own)
