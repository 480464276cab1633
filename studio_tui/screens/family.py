"""The family of a client: the list on their record, and who of it takes part in a session."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from studio_tui.domain.names import recase_gently
from studio_tui.domain.words import date_short, quoted
from studio_tui.flows.field import Field, listed_or_typed, plain
from studio_tui.records.days import day_text, read_born
from studio_tui.screens.base import reported
from studio_tui.screens.dialogs import Question
from studio_tui.screens.form_panel import FormPanel
from studio_tui.screens.record_tabs import Tab
from studio_tui.services import family
from studio_tui.services.family import Member, NewerMemberError
from studio_tui.widgets.record_list import ListColumn, Row

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from studio_tui.errors import StudioError
    from studio_tui.flows.field import Answers, Facts

FAMILY = "Family"
_COLUMNS = (
    ListColumn("Name", weight=3),
    ListColumn("Relationship", weight=2),
    ListColumn("Born", 15),
    ListColumn("Age", 10),
    ListColumn("Gender", 8),
)


def family_tab(members: Iterable[Member], today: date) -> Tab:
    """Members of the family, as they were entered."""
    return Tab(
        FAMILY,
        _COLUMNS,
        tuple(Row(member.id, _cells(member, today)) for member in members),
        empty="Nobody of the family yet.",
        makes="member",
    )


def participants_tab(found: Iterable[tuple[Member, bool]], day: date) -> Tab:
    """The family on the day of a session, those who take part marked."""
    family_of = tuple(found)
    rows = tuple(
        Row(member.id, ("takes part" if part else "", *_cells(member, day)))
        for member, part in family_of
    )
    return Tab(
        FAMILY,
        (ListColumn("", 10), *_COLUMNS),
        rows,
        empty="Nobody of the client's family is entered yet.",
        makes="member",
        counted=False,
    )


def _cells(member: Member, day: date) -> tuple[str, ...]:
    born = date_short(member.birth_date) if member.birth_date else ""
    return (member.name, member.relationship, born, family.age(member, day), member.gender)


class MemberPanel(FormPanel[str]):
    """Asks who somebody of the family is; returns what was done."""

    HELP_TEXT = (
        "With a birth date, the age is said wherever the family is, as it is on that day; on a "
        "session's papers, on the day of the session."
    )

    def __init__(
        self,
        member: Member,
        facts: Facts,
        relationships: tuple[str, ...],
        session_id: int | None,
    ) -> None:
        """Prepare to ask.

        Args:
            member: Who it is; without an id, somebody new.
            facts: What the fields need to know.
            relationships: What the studio's list offers.
            session_id: The session in which somebody new takes part.
        """
        title = member.name or "Somebody of the family"
        super().__init__(title, "", _fields(member, relationships), facts)
        self._before, self._session_id = member, session_id

    async def accept(self, answers: Answers) -> None:
        """Store who it is."""
        call = self.studio_app.studio.call
        casing = answers.facts.catalogue.preferences["names.casing"]
        texts: dict[str, Any] = {
            "name": recase_gently(answers.value("member").strip(), casing),
            "relationship": answers.value("relationship"),
            "birth_date": answers.value("born"),
            "gender": answers.value("gender"),
        }
        member = replace(self._before, **texts)
        if member.id is None:
            await call(family.add, member, session_id=self._session_id)
            self.dismiss(f"{member.name} is added.")
        else:
            await call(family.save, member, self._before)
            self.dismiss(f"{member.name}: saved.")

    def refused(self, error: StudioError) -> None:
        """Show what somebody else has changed; say the rest."""
        if isinstance(error, NewerMemberError):
            both = [
                f"{label} {quoted(now) if now else 'none'}, yours {quoted(own) if own else 'none'}"
                for label, now, own in error.differences
            ]
            said = "; ".join(both) or "the same as you"
            self._before = error.now
            self.line.say(f"Somebody else changed it: {said}. Again saves yours.", warn=True)
        else:
            super().refused(error)


def _fields(member: Member, relationships: tuple[str, ...]) -> tuple[Field, ...]:
    born = day_text(member.birth_date)
    return (
        Field("member", "Name", plain, rule="required", default=lambda _: member.name),
        Field(
            "relationship",
            "Relationship",
            lambda text, _: listed_or_typed(text, relationships),
            choices=lambda _: relationships,
            default=lambda _: member.relationship,
            help="What they are to the client: three letters of the list, or anything else.",
        ),
        Field("born", "Birth date", read_born, default=lambda _: born, help="14/11/2019."),
        Field("gender", "Gender", plain, default=lambda _: member.gender),
    )


async def ask_member(screen: Any, member: Member, session_id: int | None = None) -> None:
    """Ask who somebody of the family is, new or known, and store it.

    Args:
        screen: The record from which it is asked.
        member: Who it is; without an id, somebody new.
        session_id: The session in which somebody new takes part.
    """

    @reported
    async def closed(screen: Any, said: str | None) -> None:
        if said:
            await screen.renew_list(said)

    names = await screen.studio.call(family.relationships)
    panel = MemberPanel(member, screen.facts, names, session_id)
    screen.app.push_screen(panel, partial(closed, screen))


async def ask_about_member(screen: Any, member_id: int) -> None:
    """Ask whether somebody of the family is to be changed or taken out, and do it.

    Raises:
        GoneError: When somebody else has taken them out.
    """
    member = await screen.studio.call(family.get, member_id)

    @reported
    async def chosen(screen: Any, answer: str | None) -> None:
        if answer == "change":
            await ask_member(screen, member)
        elif answer == "remove":
            await screen.studio.call(family.remove, member)
            await screen.renew_list(f"{member.name} is taken out.")

    choices = (("change", "Change"), ("remove", "Take out of the family"), ("", "Back"))
    question = Question(member.name, "What is to be done?", choices)
    screen.app.push_screen(question, partial(chosen, screen))
