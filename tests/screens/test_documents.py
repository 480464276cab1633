"""Offering documents: panels worked with arrows, Enter and first letters; the preview as text."""

from __future__ import annotations

from contextlib import asynccontextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from studio_tui.screens.base import StudioScreen
from studio_tui.screens.documents import offer_documents
from studio_tui.screens.email import EmailScreen
from studio_tui.screens.preview import PreviewScreen
from studio_tui.services import invoices, payments
from studio_tui.widgets.record_list import RecordList
from tests.factories import book, client_draft, execute, invoice_draft, payment_draft, store
from tests.screens.program import picture, running, until

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from textual.app import ComposeResult
    from textual.pilot import Pilot

    from studio_tui.documents.values import DocumentKind
    from studio_tui.domain.booking import ClientDraft
    from studio_tui.studio import Studio


class Somewhere(StudioScreen[None]):
    """A screen that says nothing by itself."""

    PLACE = "help"

    def body(self) -> ComposeResult:
        yield RecordList()


def shown(pilot: Pilot[None]) -> str:
    return "\n".join(line.rstrip() for line in picture(pilot.app.screen))


def somewhere(pilot: Pilot[None]) -> Somewhere:
    found = pilot.app.screen_stack[1]
    assert isinstance(found, Somewhere)
    return found


def said(pilot: Pilot[None]) -> str:
    return somewhere(pilot).line.text


@asynccontextmanager
async def offered(
    studio: Studio, *kinds: DocumentKind, size: tuple[int, int] = (80, 24), **session: Any
) -> AsyncIterator[Pilot[None]]:
    number = book(studio, **session).session_number
    async with running(studio, size) as pilot:
        await pilot.app.push_screen(Somewhere(studio))
        await offer_documents(somewhere(pilot), [(kind, number) for kind in kinds])
        await pilot.pause()
        yield pilot


async def press(pilot: Pilot[None], *keys: str) -> None:
    for key in keys:
        await pilot.press(key)
        await pilot.pause()


def saved(studio: Studio) -> list[str]:
    folder = studio.directory / "documents"
    return sorted(path.name for path in folder.glob("*.pdf")) if folder.is_dir() else []


async def test_one_of_several_documents_is_chosen_by_its_letter_and_saved(studio: Studio) -> None:
    async with offered(studio, "confirmation", "photographer") as pilot:
        assert "Session confirmation 10000" in shown(pilot)
        await press(pilot, "p", "s")
        assert said(pilot) == "Making the photographer confirmation …"
        await until(pilot, lambda: said(pilot).startswith("Saved in documents: photographer-"))
    assert saved(studio) == ["photographer-10000-Anna-Berg.pdf"]


async def test_a_single_document_is_not_asked_for(studio: Studio) -> None:
    async with offered(studio, "confirmation") as pilot:
        assert "Session confirmation 10000" in shown(pilot)
        assert "Print" not in shown(pilot), "there is no printer"
        assert "Notes" not in shown(pilot), "there are none"
        assert "Addressed" not in shown(pilot), "nobody else pays"
        await press(pilot, "down", "enter")
        await until(pilot, lambda: bool(saved(studio)))
        await until(pilot, lambda: "Saved in documents" in said(pilot))


@pytest.mark.parametrize("leaving", [["escape"], ["b"], ["up", "down", "down", "down", "enter"]])
async def test_leaving_makes_nothing(studio: Studio, leaving: list[str]) -> None:
    async with offered(studio, "confirmation") as pilot:
        await press(pilot, *leaving)
        assert pilot.app.screen is somewhere(pilot)
        assert not (studio.directory / "documents").exists()


async def test_notes_are_put_on_and_left_out_without_leaving(studio: Studio) -> None:
    async with offered(studio, "confirmation", notes="Bring the dog") as pilot:
        assert "Notes: left out" in shown(pilot)
        await press(pilot, "n")
        assert "Notes: on it" in shown(pilot)
        await press(pilot, "v")
        assert isinstance(pilot.app.screen, PreviewScreen)
        await press(pilot, "end")
        assert "Bring the dog" in shown(pilot)


async def test_it_is_addressed_to_whoever_pays_when_that_is_wanted(studio: Studio) -> None:
    booked = book(studio)
    number = booked.session_number
    payer = store(studio, first="Robert", last="Payer")
    bill = invoice_draft(studio, session_id=booked.session_id, bill_to_id=payer)
    studio.run(invoices.create, bill)
    async with running(studio) as pilot:
        await pilot.app.push_screen(Somewhere(studio))
        await offer_documents(somewhere(pilot), [("confirmation", number)])
        await pilot.pause()
        assert "For Sara Smith, billed to Robert Payer" in shown(pilot)
        assert "Addressed to Sara Smith" in shown(pilot)
        await press(pilot, "a")
        assert "Addressed to Robert Payer" in shown(pilot)
        await press(pilot, "v", "down")
        assert "Robert Payer" in shown(pilot)


async def test_paper_comes_from_the_printer_of_the_settings(
    studio: Studio, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lp = tmp_path / "lp"
    lp.write_text("#!/bin/sh\nexit 0\n", "utf-8")
    lp.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
    studio.settings = replace(studio.settings, printer="Epson")
    async with offered(studio, "confirmation") as pilot:
        assert "Print on Epson" in shown(pilot)
        await press(pilot, "p")
        await until(pilot, lambda: said(pilot).startswith("Printed on Epson, and saved in"))


async def test_what_cannot_be_saved_is_said(studio: Studio) -> None:
    (studio.directory / "documents").write_text("in the way")
    async with offered(studio, "confirmation") as pilot:
        await press(pilot, "s")
        await until(pilot, lambda: "could not be saved" in said(pilot))


async def test_a_record_that_is_gone_is_said(studio: Studio) -> None:
    async with offered(studio, "confirmation", "photographer") as pilot:
        execute(studio, "UPDATE session SET number = '77'")
        await press(pilot, "s")
        assert "no session with the number 10000" in said(pilot)


# The preview


async def test_the_preview_is_read_line_by_line_and_left(studio: Studio) -> None:
    async with offered(studio, "confirmation", description="x " * 400) as pilot:
        await press(pilot, "v")
        lines = shown(pilot).splitlines()
        assert lines[0].startswith(" Session confirmation 10000")
        assert lines[1].startswith("›  Lumen Studio")
        await press(pilot, "down", "pagedown", "end")
        assert "Lumen Studio" not in shown(pilot)
        await press(pilot, "escape")
        assert pilot.app.screen is somewhere(pilot)


@pytest.mark.parametrize("keys", [["s"], ["ctrl+s"], ["f8"]])
async def test_what_is_read_can_be_saved_from_there(studio: Studio, keys: list[str]) -> None:
    async with offered(studio, "confirmation") as pilot:
        await press(pilot, "v", *keys)
        preview = pilot.app.screen
        assert isinstance(preview, PreviewScreen)
        await until(pilot, lambda: preview.line.text.startswith("Saved in documents"))
        await press(pilot, "p")
        assert preview.line.text.startswith("No printer is set up: config.toml names it")


async def test_a_document_is_made_although_the_preview_is_left(studio: Studio) -> None:
    async with offered(studio, "confirmation") as pilot:
        await press(pilot, "v", "s", "escape")
        await until(pilot, lambda: said(pilot).startswith("Saved in documents"))


@pytest.mark.parametrize("size", [(80, 24), (40, 12)])
async def test_the_preview_keeps_to_the_screen(studio: Studio, size: tuple[int, int]) -> None:
    async with offered(studio, "confirmation", size=size, description="word " * 60) as pilot:
        await press(pilot, "v")
        assert "…" not in shown(pilot).replace("Read on …", "")
        assert "Esc" in shown(pilot).splitlines()[-1]


# Email


def sara() -> ClientDraft:
    return client_draft(email="sara@x.example")


async def test_an_email_opens_with_the_document(studio: Studio) -> None:
    async with offered(
        studio, "confirmation", client=client_draft(email="sara@x.example")
    ) as pilot:
        await press(pilot, "e")
        email = pilot.app.screen
        assert isinstance(email, EmailScreen)
        await until(pilot, lambda: "confirmation-10000-Sara-Smith.pdf" in shown(pilot))
        assert "sara@x.example" in shown(pilot)


async def test_an_email_opens_from_the_preview_too(studio: Studio) -> None:
    async with offered(
        studio, "confirmation", client=client_draft(email="sara@x.example")
    ) as pilot:
        await press(pilot, "v", "e")
        assert isinstance(pilot.app.screen, EmailScreen)


async def test_whoever_photographs_gets_their_own(studio: Studio) -> None:
    async with offered(
        studio, "photographer", client=client_draft(email="sara@x.example")
    ) as pilot:
        await press(pilot, "e")
        assert "No email address of a photographer is known" in said(pilot)
        execute(studio, "UPDATE person SET email = 'anna@studio.example'")
        await offer_documents(somewhere(pilot), [("photographer", "10000")])
        await press(pilot, "e")
        await until(pilot, lambda: "photographer-10000-Anna-Berg.pdf" in shown(pilot))
        assert "anna@studio.example" in shown(pilot)
        assert "sara@x.example" not in shown(pilot)


async def test_a_receipt_goes_to_whoever_pays(studio: Studio) -> None:
    booked = book(studio, client=sara())
    payer = store(studio, first="Robert", last="Payer", email="robert@x.example")
    bill = invoice_draft(studio, session_id=booked.session_id, bill_to_id=payer)
    paid = payment_draft(studio, 20_00, invoice_id=studio.run(invoices.create, bill))
    (payment_id,) = studio.run(payments.take, paid)
    number = studio.run(payments.get, payment_id).number
    async with running(studio) as pilot:
        await pilot.app.push_screen(Somewhere(studio))
        await offer_documents(somewhere(pilot), [("receipt", number)])
        await pilot.pause()
        assert "For Robert Payer" in shown(pilot)
        await press(pilot, "e")
        await until(pilot, lambda: f"receipt-{number}-Robert-Payer.pdf" in shown(pilot))
        assert "robert@x.example" in shown(pilot)
