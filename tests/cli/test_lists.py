"""What a list of the screens shows, for paper and for spreadsheets."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from studio_tui.documents.listing import ListedColumn, Listing, listing_pdf
from tests.documents.reading import NOW, pages

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.cli.conftest import Outcome


@pytest.mark.usefixtures("smith")
def test_a_list_is_filtered_ordered_and_kept(
    run: Callable[..., Outcome], directory: Path, tmp_path: Path
) -> None:
    done = run("list", "sessions", "--filter", "client=smi", "--columns", "client,type")
    assert done.code == 0
    (file,) = (directory / "documents").iterdir()
    assert done.out.strip() == str(file)
    (page,) = pages(file.read_bytes())
    assert "client “smi” · by date, earliest first · 1 session · on Tue 24 Nov 2026" in page
    assert "Smith, Sara" in page
    table = tmp_path / "x.csv"
    options = ("--csv", "-o", str(table), "--order", "name", "--columns", "name,number")
    assert run("list", "clients", *options).code == 0
    assert table.read_bytes() == b'\xef\xbb\xbfName,Number\r\n"Smith, Sara",10000\r\n'


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--columns", "mood"), "There is no column mood; there are date,"),
        (("--filter", "mood=1"), "There is no filter mood any more"),
        (("--filter", "date=soonish"), "Date is left out"),
    ],
)
def test_what_cannot_be_is_refused_with_what_there_is(
    run: Callable[..., Outcome], options: tuple[str, ...], said: str
) -> None:
    done = run("list", "sessions", *options)
    assert done.code == 2
    assert said in done.err


def test_a_long_list_has_its_headings_on_every_sheet_and_says_how_far_it_is() -> None:
    columns = (ListedColumn("Name", 20), ListedColumn("Balance", 8, right=True))
    listing = Listing("Lumen Studio", "Clients", "all of them", columns)
    told: list[int] = []
    rows = [(f"Client {at} " + "x" * 300 * (at == 7), f"£{at}.00") for at in range(1, 2101)]
    found = pages(listing_pdf(listing, lambda: iter(rows), NOW, tell=told.append))
    assert told == [1000, 2000]
    assert f"1 of {len(found)}" in found[0]
    assert all("Name" in page and "Balance" in page for page in found)
    assert "…" in found[0]
    text = "\n".join(found)
    assert all(f"£{at}.00" in text for at in range(1, 2101))
    (empty,) = pages(listing_pdf(listing, lambda: iter(()), NOW))
    assert "Nothing." in empty
