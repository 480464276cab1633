"""What can be done with the documents of a record: read, save, print or email them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from studio_tui.documents.values import TITLES
from studio_tui.errors import StudioError
from studio_tui.screens.base import StudioScreen
from studio_tui.screens.dialogs import Question
from studio_tui.services import paperwork

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from studio_tui.documents.values import DocumentKind
    from studio_tui.services.paperwork import Options


@dataclass(frozen=True, slots=True)
class Wanted:
    """A document as it is wanted."""

    kind: DocumentKind
    number: str
    options: Options
    bill_to: bool = False
    with_notes: bool = False
    first: date | None = None
    """Day of a day sheet or week schedule."""


class DocumentPanel(Question):
    """What to do with a document. Two of the choices change how it is wanted, and stay."""

    HELP_TEXT = (
        "View shows the document as text, which can be saved, printed and emailed from there too. "
        "A PDF goes into the documents folder of the studio's data directory. An email opens for "
        "you to change and send, with the PDF attached.\n\n"
        "Notes puts the notes of the record on it or leaves them out. Where somebody else pays, "
        "Addressed says to whom it goes."
    )

    def __init__(self, wanted: Wanted, printer: str) -> None:
        """Prepare to ask.

        Args:
            wanted: The document.
            printer: Name of the printer; empty when there is none.
        """
        self.wanted = wanted
        self._printer = printer
        who = wanted.options.client
        if wanted.options.payer:
            who = f"{who}, billed to {wanted.options.payer}"
        about = "Without prices, about the session of" if wanted.kind == "photographer" else "For"
        super().__init__(wanted.options.title, f"{about} {who}", self._offered())

    def _offered(self) -> list[tuple[str, str]]:
        wanted = self.wanted
        to = wanted.options.payer if wanted.bill_to else wanted.options.client
        offered = (
            ("view", "View as text", True),
            ("save", "Save as PDF", True),
            ("print", f"Print on {self._printer}", bool(self._printer)),
            ("email", "Email it", wanted.options.area is not None),
            (
                "notes",
                f"Notes: {'on it' if wanted.with_notes else 'left out'}",
                wanted.options.notes,
            ),
            ("to", f"Addressed to {to}", bool(wanted.options.payer)),
            ("", "Back", True),
        )
        return [(key, label) for key, label, there in offered if there]

    def take(self, choice: str) -> None:
        """Change how the document is wanted, or answer."""
        if choice == "notes":
            self.wanted = replace(self.wanted, with_notes=not self.wanted.with_notes)
        elif choice == "to":
            self.wanted = replace(self.wanted, bill_to=not self.wanted.bill_to)
        else:
            super().take(choice)
            return
        self.ask(self._offered())
        self.list.move_to(choice)


async def offer_documents(
    screen: StudioScreen[Any], subjects: Sequence[tuple[DocumentKind, str]]
) -> None:
    """Offer what can be done with the documents of a record.

    Args:
        screen: Where it is offered, and where it is said what became of it.
        subjects: Kind and number of each document: of the session, the invoice or the payment.

    Raises:
        StudioError: When a record is gone.
    """
    if len(subjects) == 1:
        await _offer(screen, *subjects[0])
        return
    call = screen.studio.call
    found = [await call(paperwork.options, kind, number) for kind, number in subjects]
    choices = [(str(at), each.title) for at, each in enumerate(found)]

    async def chosen(answer: str | None) -> None:
        if answer:
            try:
                await _offer(screen, *subjects[int(answer)])
            except StudioError as error:
                screen.report(error)

    screen.app.push_screen(Question("Documents", "Which one?", (*choices, ("", "Back"))), chosen)


async def _offer(screen: StudioScreen[Any], kind: DocumentKind, number: str) -> None:
    options = await screen.studio.call(paperwork.options, kind, number)
    wanted = Wanted(kind, number, options, bill_to=kind in ("invoice", "receipt"))
    panel = DocumentPanel(wanted, screen.studio.settings.printer)

    async def chosen(answer: str | None) -> None:
        try:
            await do(screen, answer or "", panel.wanted)
        except StudioError as error:
            screen.report(error)

    screen.app.push_screen(panel, chosen)


async def do(screen: StudioScreen[Any], what: str, wanted: Wanted) -> None:
    """Do with a document what was chosen: ``view``, ``save``, ``print`` or ``email``; or nothing.

    Raises:
        StudioError: When a record is gone.
    """
    match what:
        case "view":
            from studio_tui.screens.preview import PreviewScreen

            await screen.app.push_screen(PreviewScreen(screen.studio, wanted))
        case "save" | "print":
            screen.remind(f"Making the {TITLES[wanted.kind].lower()} …")
            # The program's own work: it goes on when the screen is left.
            making = _make(screen, wanted, paper=what == "print")
            screen.app.run_worker(making, group="documents")
        case "email":
            await _email(screen, wanted)


async def _email(screen: StudioScreen[Any], wanted: Wanted) -> None:
    """Open an email with the document, to whom it is addressed to."""
    from studio_tui.screens.compose import compose

    options = wanted.options
    if options.area is None:
        return
    if wanted.kind == "photographer" and not options.to:
        raise StudioError("No email address of a photographer is known; save or print it instead.")
    await compose(
        screen,
        options.area,
        options.record_id,
        document=(wanted.kind, wanted.number),
        to=options.to,
        bill_to=wanted.bill_to,
        with_notes=wanted.with_notes,
    )


async def _make(screen: StudioScreen[Any], wanted: Wanted, *, paper: bool) -> None:
    """Make a PDF, and say on the screen in front where it is."""
    from studio_tui.printing import print_document

    app, refusal, said = screen.app, None, ""
    try:
        said = await print_document(
            screen.studio,
            wanted.kind,
            wanted.number,
            paper=paper,
            first=wanted.first,
            bill_to=wanted.bill_to,
            with_notes=wanted.with_notes,
        )
    except StudioError as error:
        refusal = error
    front = app.screen if isinstance(app.screen, StudioScreen) else screen
    if refusal is None:
        front.remind(said)
    else:
        front.report(refusal)
