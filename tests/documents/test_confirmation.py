from __future__ import annotations

import io
import re
import struct
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from studio_tui.documents.blocks import strings
from studio_tui.documents.confirmation import confirmation
from studio_tui.documents.page import document_pdf
from studio_tui.documents.plain import document_text
from studio_tui.documents.values import Confirmation, Paper, StudioHeader
from tests.documents.conftest import Machine, built
from tests.documents.reading import NOW, STUDIO, pages

if TYPE_CHECKING:
    from datetime import datetime

FULL = Confirmation(
    STUDIO,
    "Sara Smith",
    ("4 Orchard Close", "Leeds LS8 2PQ"),
    "10012",
    "Newborn",
    "Ella, 12 days old",
    "Friday 27 November 2026, 14:00 to 15:00",
    "13:45",
    "Anna Berg",
    "Ben Okoye",
    "Botanical Garden",
    ("Gate 3", "York YO1 7HH"),
    ("Sara Smith", "Ella (12 days)"),
    "Bring a favourite blanket – “something soft”; the deposit of €50 is paid.",
    "Sessions may be moved up to 48 hours before they begin.",
    "Tuesday 24 November 2026",
)
ESSENTIAL = Confirmation(StudioHeader("Lumen Studio"), "Sara Smith")
OTHER_SCRIPTS = {
    "Arabic": "سارة محمود (عائلة)",
    "Hebrew": "שרה כהן, חדר 12",
    "Chinese": "婚纱摄影",
    "Japanese": "スタジオ写真館",
    "Korean": "가족사진",
    "Thai": "สตูดิโอถ่ายภาพ",
    "Hindi": "स्टूडियो",
    "emoji": "📷👨‍👩‍👧 🇬🇧",
    "private use": "\ue000\U000f0000",
}


def confirmation_pdf(data: Confirmation, created: datetime, *, paper: Paper = "A4") -> bytes:
    return document_pdf(confirmation(data), created, paper)


def confirmation_text(data: Confirmation, width: int = 72) -> str:
    return document_text(confirmation(data), width)


def printed(data: Confirmation) -> str:
    return " ".join(" ".join(pages(confirmation_pdf(data, NOW))).split())


def every_word(data: Confirmation) -> list[str]:
    values = [value for value in vars_of(data) if value]
    return [word for value in values for word in value.split()]


def vars_of(data: Any) -> list[str]:
    found: list[str] = []
    for name in data.__dataclass_fields__:
        value = getattr(data, name)
        match value:
            case str():
                found.append(value)
            case tuple():
                found.extend(strings(value))
            case _:
                found.extend(vars_of(value))
    return found


def test_everything_is_printed() -> None:
    text = printed(FULL)
    assert [word for word in every_word(FULL) if word not in text] == []
    assert "Session confirmation" in text
    assert "Please arrive at 13:45" in text
    assert "1 of 1" in text


def test_everything_is_in_the_plain_text() -> None:
    text = confirmation_text(FULL)
    assert [word for word in every_word(FULL) if word not in text] == []
    assert "Photographer   Anna Berg\n" in text
    assert "Place          Botanical Garden\n               Gate 3\n" in text


def test_what_is_empty_is_left_out() -> None:
    labels = ("Session ", "Type", "Description", "Photographer", "Assistant", "Place", "Notes")
    blank = replace(ESSENTIAL, description="  \n ", photographer="\x00", participants=("", " "))
    for text in (printed(blank), confirmation_text(blank)):
        without_title = text.replace("Session confirmation", "")
        assert [label for label in (*labels, "arrive") if label in without_title] == []
        assert "Sara Smith" in text


def test_the_same_confirmation_is_the_same_bytes_in_every_process() -> None:
    program = (
        "import hashlib, sys; from tests.documents.test_confirmation import *;"
        "data = replace(FULL, notes=''.join(OTHER_SCRIPTS.values()) + '\\ud800');"
        "print(hashlib.sha256(confirmation_pdf(data, NOW)).hexdigest())"
    )
    runs = [
        subprocess.run(
            [sys.executable, "-c", program],
            capture_output=True,
            check=True,
            cwd=Path(__file__).parents[2],
            env={"PYTHONHASHSEED": seed, "PATH": "/usr/bin:/bin", "TZ": zone},
        )
        for seed, zone in (("1", "UTC"), ("2", "Asia/Tokyo"))
    ]
    assert runs[0].stdout == runs[1].stdout
    assert [run.stderr for run in runs] == [b"", b""]


def test_the_time_of_making_is_the_one_given() -> None:
    first = confirmation_pdf(FULL, NOW)
    assert first == confirmation_pdf(FULL, NOW)
    assert PdfReader(io.BytesIO(first)).metadata is not None
    assert b"D:20261124090000Z" in first
    assert confirmation_pdf(FULL, NOW.replace(tzinfo=None)) == first


@pytest.mark.parametrize(("paper", "size"), [("A4", (595, 842)), ("Letter", (612, 792))])
def test_paper_sizes(paper: Paper, size: tuple[int, int]) -> None:
    box = PdfReader(io.BytesIO(confirmation_pdf(FULL, NOW, paper=paper))).pages[0].mediabox
    assert (round(box.width), round(box.height)) == size


@pytest.mark.parametrize(
    "text",
    [
        "Zażółć gęślą jaźń",
        "İstanbul'da ışık, Ğğ Şş",
        "Nguyễn Thị Hồng Đặng Ưu",
        "Ελληνικά: Ξεσκεπάζω την ψυχοφθόρα",
        "Съешь ещё этих булок, Їжак Ґанок",
        "€ £ ₺ ₴ – — ’ “ ” … × ✓",
        "[/] O'Brien <b> **x** {nb} & \\",
    ],
)
def test_latin_greek_and_cyrillic_need_no_font_of_the_machine(text: str, machine: Machine) -> None:
    machine()
    assert text in printed(replace(FULL, client_name=text))


def test_accents_typed_on_their_own_are_printed_as_one_letter(machine: Machine) -> None:
    machine()
    assert "Zoë" in printed(replace(FULL, client_name="Zoe\u0308"))


@pytest.mark.parametrize("text", OTHER_SCRIPTS.values(), ids=list(OTHER_SCRIPTS))
def test_other_scripts_print_with_the_fonts_of_this_machine(text: str) -> None:
    assert "Anna Berg" in printed(replace(FULL, client_name=text, notes=text * 40))


@pytest.mark.parametrize("text", OTHER_SCRIPTS.values(), ids=list(OTHER_SCRIPTS))
def test_without_a_font_a_box_shows_that_something_was_there(text: str, machine: Machine) -> None:
    machine(fontconfig=False)
    assert "☐" in printed(replace(FULL, client_name=text, notes=text * 40))


@pytest.mark.parametrize("fontconfig", [True, False])
def test_a_font_of_the_machine_helps_out(font: Path, machine: Machine, fontconfig: bool) -> None:
    machine(font, fontconfig=fontconfig)
    text = printed(replace(FULL, type_name="写 写", client_name="写 Smith"))
    assert "写 写" in text
    assert "写 Smith" in text
    assert "☐" not in text


def test_libraries_say_nothing_about_odd_fonts(
    tmp_path: Path, machine: Machine, caplog: pytest.LogCaptureFixture
) -> None:
    odd = tmp_path / "odd.ttf"
    built(odd, "写", box="box")
    machine(odd)
    assert "写" in printed(replace(FULL, client_name="写"))
    assert caplog.records == []


def test_hebrew_is_set_from_right_to_left(font: Path, machine: Machine) -> None:
    machine(font)
    page = PdfReader(io.BytesIO(confirmation_pdf(replace(ESSENTIAL, number="(שלום) A"), NOW)))
    shown: list[str] = []
    page.pages[0].extract_text(visitor_text=lambda text, *_: shown.append(text))
    assert re.search(r"A.*\(.*םולש.*\)|A.*\(.*שלום.*\)", "".join(shown).replace("\n", ""))


@pytest.mark.parametrize("missing", ["OS/2", "glyf", "cmap"])
def test_a_broken_font_of_the_machine_is_done_without(
    tmp_path: Path, machine: Machine, missing: str
) -> None:
    broken = tmp_path / "broken.ttf"
    built(broken, "写", without=(missing,))
    machine(broken, tmp_path / "none.ttf")
    text = printed(replace(FULL, client_name="写 Smith"))
    assert "☐ Smith" in text


def test_a_font_with_damaged_letters_is_done_without(font: Path, machine: Machine) -> None:
    data = bytearray(font.read_bytes())
    entry = data.index(b"glyf")
    start, length = struct.unpack(">II", data[entry + 8 : entry + 16])
    data[start : start + length] = b"\x7f" * length
    font.write_bytes(data)
    machine(font)
    assert "☐ Smith" in printed(replace(FULL, client_name="写 Smith"))


@pytest.mark.parametrize("table", [b"hmtx", b"glyf"])
def test_a_damaged_font_of_the_machine_is_done_without(
    font: Path, machine: Machine, table: bytes
) -> None:
    data = bytearray(font.read_bytes())
    entry = data.index(table)
    data[entry + 12 : entry + 16] = bytes(4)  # the table is there and has no length
    font.write_bytes(data)
    machine(font)
    assert "☐ Smith" in printed(replace(FULL, client_name="写 Smith"))


def test_long_notes_run_over_several_numbered_pages() -> None:
    data = replace(FULL, notes="A long story about the weather. " * 625, terms="The end.")
    found = pages(confirmation_pdf(data, NOW))
    assert len(found) > 3
    for number, text in enumerate(found, 1):
        assert f"{number} of {len(found)}" in " ".join(text.split())
    assert all("Session confirmation 10012" in text for text in found[1:])
    assert " ".join(found).count("weather") == 625
    assert "The end." in found[-1]


def test_very_long_names_and_words_are_broken() -> None:
    name = "Maximiliana" * 28
    data = replace(
        FULL,
        studio=replace(STUDIO, name=name, header_text=name),
        client_name=name,
        number=name,
        when=name,
        participants=(name,) * 3,
    )
    reader = PdfReader(io.BytesIO(confirmation_pdf(data, NOW)))
    edges: list[float] = []
    for page in reader.pages:
        page.extract_text(visitor_text=lambda _, __, matrix, *___: edges.append(matrix[4]))
    assert max(edges) < 595
    assert "".join(page.extract_text() for page in reader.pages).count("Max") > 28
    assert max(map(len, confirmation_text(data).splitlines())) <= 72


def test_control_characters_reach_neither_paper_nor_terminal() -> None:
    dirty = "Sa\x1b[31mra\x00\u202e \ud800Smith\x9b\r\nSecond\u2028line"
    for text in (
        printed(replace(FULL, description=dirty)),
        confirmation_text(replace(FULL, description=dirty)),
    ):
        assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e\ud800]", text)
        assert "Smith" in text


@settings(max_examples=15, deadline=None)
@given(st.text(st.characters(), max_size=60))
def test_no_text_stops_the_printer(text: str) -> None:
    studio = StudioHeader(text, (text,), text, text, text, text)
    data = Confirmation(studio, text, number=text, when=text, notes=text, participants=(text,))
    assert confirmation_pdf(data, NOW).startswith(b"%PDF")
    confirmation_text(data)


@given(st.text(max_size=200), st.integers(30, 120))
def test_plain_text_keeps_to_its_width(text: str, width: int) -> None:
    data = Confirmation(StudioHeader(text), text, number=text, notes=text)
    assert max(map(len, confirmation_text(data, width).splitlines()), default=0) <= width


def test_wide_characters_count_twice_in_plain_text() -> None:
    text = confirmation_text(replace(ESSENTIAL, notes="写" * 100), 40)
    assert max(map(len, re.findall("写+", text))) == 20


def test_importing_what_draws_loads_no_pdf_library() -> None:
    program = (
        "import sys, studio_tui.documents.page, studio_tui.documents.files;"
        "print(sorted({'fpdf', 'fontTools', 'PIL', 'textual', 'rich'} & set(sys.modules)))"
    )
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)
    assert run.stdout.strip() == b"[]"
