"""An email that is being written, kept like an unfinished booking: a killed terminal loses nothing.

What it is about is kept with it, so that its document and invitation are made again when somebody
goes on with it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from studio_tui.flows.field import Draft
from studio_tui.services.desk import Desk

if TYPE_CHECKING:
    from studio_tui.documents.values import DocumentKind
    from studio_tui.screens.base import StudioScreen
    from studio_tui.services.letters import About
    from studio_tui.studio import Studio

EMAIL = "email"
"""The page of a draft that is an email."""


def begun_about(
    subject: About,
    document: tuple[DocumentKind, str] | None,
    bill_to: bool,
    with_notes: bool,
    invite: bool,
) -> Draft:
    """The draft of an email that nobody has written in yet; its arguments as `compose` has them."""
    kind, number = document or ("", "")
    ticks = {"bill_to": bill_to, "with_notes": with_notes, "invite": invite}
    about = {
        "area": subject.area,
        "record": str(subject.record_id),
        "kind": kind,
        "number": number,
        **{key: "yes" if ticked else "" for key, ticked in ticks.items()},
    }
    return Draft(prefill=about, page=EMAIL)


@dataclass
class Keeper:
    """Keeps what is written on disk until it is sent or thrown away."""

    studio: Studio
    draft: Draft
    person_id: int | None = None

    async def begin(self) -> None:
        """Find out who writes, and when."""
        self.person_id = await self.studio.call(lambda desk: desk.person_id)
        if not self.draft.begun:
            now = await self.studio.call(Desk.now)
            self.draft = replace(self.draft, begun=f"{now:%H:%M}", day=now.date().isoformat())

    def keep(self, to: str, subject: str, body: str) -> None:
        """Keep it as it stands."""
        self.draft = replace(self.draft, typed={"to": to, "subject": subject, "body": body})
        self.studio.background(self.studio.drafts.keep, self.draft, self.person_id)

    def forget(self) -> None:
        """It is sent, or nobody wants it."""
        self.studio.background(self.studio.drafts.forget, self.draft)


async def resume_email(base: StudioScreen[Any], draft: Draft) -> None:
    """Open an email where it was left."""
    from studio_tui.screens.compose import compose
    from studio_tui.screens.email import EmailScreen

    about, front = draft.prefill, base.app.screen
    await compose(
        base,
        about["area"],  # type: ignore[arg-type]
        int(about["record"]),
        document=(about["kind"], about["number"]) if about["kind"] else None,  # type: ignore[arg-type]
        bill_to=bool(about["bill_to"]),
        with_notes=bool(about["with_notes"]),
        invite=bool(about["invite"]),
    )
    screen = base.app.screen
    if screen is not front and isinstance(screen, EmailScreen):
        screen.restore(draft)
