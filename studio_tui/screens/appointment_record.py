"""An appointment as it is stored, to read and to change, to link, or to make a session of."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from studio_tui import keys
from studio_tui.domain.numbers import record_words
from studio_tui.domain.recurrence import parse_rule
from studio_tui.domain.words import listing
from studio_tui.flows.field import Draft
from studio_tui.records import appointment as record_fields
from studio_tui.screens.appointment_links import offer_links
from studio_tui.screens.base import Context, reported
from studio_tui.screens.dialogs import Question
from studio_tui.screens.record_tabs import dates_tab, history_tab, notes_tab, tasks_tab
from studio_tui.screens.timed_record import TimedRecordScreen
from studio_tui.services import appointments, custom, notes, series_changes, tasks
from studio_tui.services.differences import differences

if TYPE_CHECKING:
    from textual.binding import BindingType

    from studio_tui.domain.booking import AppointmentDraft, Saved
    from studio_tui.flows.field import Answers, Field
    from studio_tui.screens.record_changes import Difference
    from studio_tui.screens.record_tabs import Tab
    from studio_tui.services.appointments import AppointmentRecord
    from studio_tui.services.series_changes import Scope


class AppointmentRecordScreen(TimedRecordScreen):
    """One appointment."""

    BINDINGS: ClassVar[list[BindingType]] = keys.bindings("appointment")
    KIND = "appointment"
    PLACE = "appointment_record"
    RULES = "appointment_information"
    KEPT: ClassVar[tuple[str, ...]] = ("description", "who")
    HELP_TEXT = (
        "Everything about the appointment can be changed here; nothing is stored before you save. "
        "When the start moves, the end keeps its distance.\n\n"
        "Who takes part are names with commas between them; Down adds from a list, and takes out "
        "who stands there already. Link ties the appointment to a client and a session of theirs, "
        "opens these, or makes a session of it."
    )

    OFFERS: ClassVar[tuple[str, ...]] = ("appointment", "session", "task", "note")

    record: AppointmentRecord
    scope: Scope = "one"
    """For which dates of a series a change is stored."""

    async def fetch(self) -> AppointmentRecord:
        """The appointment."""
        return await self.studio.call(appointments.get, self.record_id)

    async def read(self) -> None:
        """Read what is stored, and the studio's own fields."""
        await super().read()
        own = await self.studio.call(custom.fields, "appointment")
        self.facts = replace(self.facts, lists={"own": own})

    async def read_lists(self) -> tuple[Tab, ...]:
        """Notes and history."""
        today = self.facts.today
        written = await self.studio.call(notes.of_record, "appointment", self.record_id)
        todo = await self.studio.call(tasks.of_record, "appointment", self.record_id)
        lists = (
            notes_tab(written, today),
            tasks_tab(todo),
            history_tab(self.record.history, today),
        )
        if self.record.series_id is None:
            return lists
        found = await self.studio.call(series_changes.of_series, self.record.series_id)
        return (*lists, dates_tab(found, self.record_id, today))

    async def renew(self) -> None:
        """Show what is stored now."""
        await self.reload(Draft())

    @property
    def called(self) -> str:
        """With its number."""
        return f"Appointment {self.record.number}"

    @property
    def about(self) -> str:
        """The type."""
        return self.record.type_name

    @property
    def who(self) -> str:
        """The client and the session that it is linked to; else who takes part."""
        record = self.record
        rule = parse_rule(record.series_rule).words if record.series_rule else ""
        if record.client_id is None:
            taking_part = listing([name for name, _ in record.schedules])
            return " · ".join(filter(None, ("Linked to nobody", taking_part, rule)))
        session = record_words("session", record.session_number)
        return " · ".join(filter(None, (record.client, record.phone, session, rule)))

    @property
    def context(self) -> Context:
        """The client and session that it is linked to."""
        if not self.opened:
            return Context()
        draft = self.record.draft
        return Context(
            self.record.client_id, draft.session_id, appointment_id=self.record_id or None
        )

    def fields(self) -> tuple[Field, ...]:
        """The fields of an appointment."""
        return record_fields.fields(self.record, self.facts.lists.get("own", ()))

    def draft(self, answers: Answers) -> AppointmentDraft | None:
        """None while type, date, start or end are missing."""
        return record_fields.appointment_draft(answers, self.record)

    async def store(self, draft: AppointmentDraft, *, force: bool) -> Saved:
        """Check the time and store."""
        return await self.studio.call(
            series_changes.save, draft, self.scope, force=force, because=self.because
        )

    def change(self, draft: Draft) -> None:
        """Read everything again; which dates of a series are meant is asked for each change."""
        self.scope = "one"
        super().change(draft)

    async def action_save(self) -> None:
        """Store what was typed, after asking of which dates of a series it is true."""
        self.settle()
        if self.record.series_id is None or not self.touched or self.problems():
            await self.save()
            return
        self.app.push_screen(
            Question(
                "A date of a series",
                "Save this for the one date, or for others of the series too? Only what you "
                "changed is changed in them; dates that are done or cancelled stay as they are.",
                (
                    ("one", "Only this date"),
                    ("following", "This and the following dates"),
                    ("all", "All dates that are open"),
                    ("back", "Go on editing"),
                ),
            ),
            self._save_for,
        )

    async def _save_for(self, answer: str | None) -> None:
        scopes: dict[str, Scope] = {"one": "one", "following": "following", "all": "all"}
        if answer in scopes:
            self.scope = scopes[answer]
            await self.save()

    async def differences(
        self, old: AppointmentDraft, new: AppointmentDraft
    ) -> tuple[Difference, ...]:
        """Names instead of ids."""
        return await self.studio.call(differences, old, new)

    async def documents(self) -> None:
        """Write to the client; nothing is printed of an appointment."""
        from studio_tui.screens.compose import compose

        if self.record.client_id is None:
            self.remind(
                f"There is nobody to write to: {self.key_name('appointment.link')} links it."
            )
        else:
            await compose(self, "appointment", self.record_id)

    @reported
    async def action_link(self) -> None:
        """Ask what it shall be linked to; what was typed is stored before."""
        self.settle()
        if self.touched:
            self.remind(f"{self.key_name('record.save')} first: what you typed is not stored yet.")
        else:
            offer_links(self)
