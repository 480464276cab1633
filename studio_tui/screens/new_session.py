"""A new session for a known client in one short form, for whoever prefers that to the wizard."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from studio_tui.domain.booking import TakenError
from studio_tui.domain.numbers import record_words
from studio_tui.errors import StudioError
from studio_tui.flows.booking import BOOKING
from studio_tui.flows.field import Answers, Facts
from studio_tui.flows.session_fields import session_draft, with_text
from studio_tui.screens.base import reported
from studio_tui.screens.dialogs import AskText, Question
from studio_tui.screens.form_panel import FormPanel
from studio_tui.screens.opening import open_record
from studio_tui.services import booking, catalogue, clients, search
from studio_tui.services.desk import Desk

if TYPE_CHECKING:
    from studio_tui.domain.booking import Booked, ClientDraft
    from studio_tui.screens.base import StudioScreen

PAGE = "session_information"


async def open_new_session(base: StudioScreen[Any], client_id: int) -> None:
    """Ask for a session of a client over a screen, and open it once it is stored.

    Raises:
        GoneError: When the client has been deleted meanwhile.
    """
    call = base.studio.call
    client = await call(clients.get, client_id)
    hit = await call(search.client, client_id)
    facts = Facts(await call(Desk.today), await call(catalogue.catalogue), client)
    panel = NewSession(hit.name if hit else "", client, facts)
    base.app.push_screen(panel, partial(booked, base))


@reported
async def booked(base: StudioScreen[Any], made: Booked | None) -> None:
    """Open what was booked."""
    if made is not None:
        said = f"{record_words('Session', made.session_number)} is booked."
        await open_record(base, "session", made.session_id, said=said)


class NewSession(FormPanel["Booked"]):
    """The fields of the wizard's page; what is proposed about money there is not asked here."""

    def __init__(self, name: str, client: ClientDraft, facts: Facts) -> None:
        """Prepare to ask.

        Args:
            name: The client's.
            client: As stored.
            facts: What the fields need to know.
        """
        page = BOOKING.page(PAGE).tailored(BOOKING.key, facts.catalogue)
        super().__init__(f"New session · {name}", "", page.fields, facts, kept=("description",))
        self._client = client

    def type(self, key: str, text: str) -> None:
        """Take over what was typed; a time typed with the date is a new start."""
        self._draft = with_text(self.answers, key, text)

    async def accept(self, answers: Answers) -> None:
        """Store it; ask if something stands against its time."""
        if self.asks_about(answers.wanting(list(answers.fields)), "books it"):
            return
        draft = session_draft(answers)
        assert draft is not None  # its type and time are required
        await self.try_to_book(draft)

    async def try_to_book(self, draft: Any) -> None:
        """Book it, or ask about its time."""
        try:
            await self._book(draft)
        except TakenError as error:
            self._done = False
            self._ask(error, draft)

    async def _book(self, draft: Any, **forced: Any) -> None:
        booked = await self.studio.call(
            booking.book, self._client, draft, original=self._client, **forced
        )
        self.dismiss(booked)

    def _ask(self, error: TakenError, draft: Any) -> None:
        """Book it all the same, where the studio allows that, perhaps with the reason."""
        if not error.allowed:
            self.refused(error)
            return
        if error.reason:
            self.app.push_screen(
                AskText(error.message, "Why shall it be booked all the same?", _reason),
                partial(self._because, draft),
            )
            return
        choices = (("", "Change the time"), ("force", "Book it all the same"))
        question = Question("Not free", error.message, choices, esc="")
        self.app.push_screen(question, partial(self._answered, draft))

    async def _answered(self, draft: Any, answer: str | None) -> None:
        if answer:
            await self._forced(draft)

    async def _because(self, draft: Any, reason: str | None) -> None:
        if reason:
            await self._forced(draft, because=reason)

    async def _forced(self, draft: Any, *, because: str = "") -> None:
        try:
            await self._book(draft, force=True, because=because)
        except StudioError as error:
            self.refused(error)


def _reason(text: str) -> str:
    if not text.strip():
        raise StudioError("Type the reason, in a few words.")
    return "Enter books it."
