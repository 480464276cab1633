"""Capitals, search keys, phone numbers and email addresses."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studio_tui.domain.names import (
    Casing,
    digits,
    display,
    email_problem,
    fold,
    format_phone,
    full,
    phone_key,
    recase,
    recase_place,
)


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("sara johnson", "Sara Johnson"),
        ("JOHN McDONALD", "John Mcdonald"),
        ("o'brien", "O'brien"),
        ("O’BRIEN", "O’brien"),
        ("anna-maria smith-jones", "Anna-Maria Smith-Jones"),
        ("j.r. ewing", "J.R. Ewing"),
        ("maria de la cruz", "Maria De La Cruz"),
        ("john smith iii", "John Smith Iii"),
        ("  sara \t  johnson ", "Sara Johnson"),
        ("", ""),
        ("éloïse ÅKESSON", "Éloïse Åkesson"),
        ("ΓΙΏΡΓΟΣ ПЁТР", "Γιώργος Пётр"),
        ("KADİR ışık İSMAİL", "Kadir Işık İsmail"),
        ("STRAUẞ", "Strauß"),
        ("ßart", "ßart"),
        ("ǆordan", "ǅordan"),
        ("e\u0301loi\u0308se", "Éloïse"),
        ("山田 太郎", "山田 太郎"),
        ("(bob) 3rd", "(Bob) 3rd"),
        ("[/] o'brien <b>", "[/] O'brien <B>"),
    ],
)
def test_the_product_rule_capitalises_each_word(typed: str, shown: str) -> None:
    assert recase(typed, "product") == shown


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("sara JOHNSON", "Sara Johnson"),
        ("John McDonald", "John McDonald"),
        ("DeVito", "DeVito"),
        ("o'brien", "O'Brien"),
        ("O’BRIEN", "O’Brien"),
        ("d'angelo dell'acqua", "D'Angelo Dell'Acqua"),
        ("sa'ad", "Sa'ad"),
        ("john's", "John's"),
        ("mcdonald", "McDonald"),
        ("MCGEE", "McGee"),
        ("mc", "Mc"),
        ("macgregor", "MacGregor"),
        ("mackey machado", "Mackey Machado"),
        ("maria DE LA cruz", "Maria de la Cruz"),
        ("ludwig van beethoven", "Ludwig van Beethoven"),
        ("van der berg", "Van der Berg"),
        ("nguyen van", "Nguyen Van"),
        ("omar al-rashid", "Omar al-Rashid"),
        ("al-rashid", "Al-Rashid"),
        ("john smith iii", "John Smith III"),
        ("anna-maria o'neill-mcgee", "Anna-Maria O'Neill-McGee"),
        ("  sara   Johnson ", "Sara Johnson"),
    ],
)
def test_the_smart_rule_leaves_mixed_case_alone_and_knows_exceptions(
    typed: str, shown: str
) -> None:
    assert recase(typed, "smart") == shown


def test_casing_off_only_tidies_the_spaces() -> None:
    assert recase("  jOHN   mcDONALD ", "off") == "jOHN mcDONALD"


NAMES = st.one_of(
    st.text(),
    st.text(alphabet="aAoOdDmMcCxßİıǆŉΣς'’-. \u0301\u0307\u0345ﬁ"),
    st.lists(
        st.sampled_from("DE de la VAN o'brien MCDONALD iii II d'a al-x Mc mac a B".split())  # noqa: SIM905
    ).map(" ".join),
)


@pytest.mark.parametrize("casing", ["off", "product", "smart"])
@given(name=NAMES)
def test_recasing_twice_changes_nothing_more(casing: Casing, name: str) -> None:
    once = recase(name, casing)
    assert recase(once, casing) == once


@pytest.mark.parametrize("casing", ["off", "product", "smart"])
@given(name=NAMES)
def test_recasing_never_changes_what_a_name_is_found_by(casing: Casing, name: str) -> None:
    assert fold(recase(name, casing)) == fold(name)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Éloïse  Åkesson", "eloise akesson"),
        ("O'Brien", "obrien"),
        ("O´BRIEN", "obrien"),
        ("Strauß", "strauss"),
        ("Søren Łukasz Đorđe Æsa", "soren lukasz dorde aesa"),
        ("IŞIK ışık", "isik isik"),
        ("Smith-Jones, Sara", "smith jones sara"),
        ("sara@example.com", "sara example com"),
        ("Ζωή ΠΈΤΡΟΣ", "ζωη πετροσ"),
        ("ﬁtz ℍ", "fitz h"),
        ("[/] <b>", "b"),
        ("", ""),
    ],
)
def test_a_search_key_forgets_accents_case_and_punctuation(text: str, key: str) -> None:
    assert fold(text) == key


def test_a_search_key_keeps_the_vowels_of_other_scripts() -> None:
    assert fold("किरण") != fold("करण")


@given(st.text())
def test_a_search_key_is_its_own_key(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(alphabet="abcdefghij ÉéÖö'-"))
def test_capitals_make_no_difference_to_a_search(text: str) -> None:
    assert fold(text) == fold(text.upper()) == fold(recase(text, "product"))


@pytest.mark.parametrize(
    ("phone", "country", "key"),
    [
        ("+44 20 7946 0018", "GB", "2079460018"),
        ("020 7946 0018", "GB", "2079460018"),
        ("+44 (0)20 7946 0018", "gb", "2079460018"),
        ("0044 20 7946 0018", "GB", "2079460018"),
        ("+44 20 7946 0018", "US", "2079460018"),
        ("(555) 010-0142", "US", "5550100142"),
        ("555 0142", "US", "5550142"),
        ("06 1234 5678", "IT", "0612345678"),
        ("٠٢٠ ٧٩٤٦ ٠٠١٨", "GB", "2079460018"),
        ("020 7946", "", "0207946"),
        ("mother 12", "GB", "12"),
        ("", "GB", ""),
    ],
)
def test_a_number_has_one_key_however_it_is_written(phone: str, country: str, key: str) -> None:
    assert phone_key(phone, country) == key


@pytest.mark.parametrize(
    ("typed", "country", "shown"),
    [
        ("02079460018", "GB", "020 7946 0018"),
        ("+442079460018", "GB", "020 7946 0018"),
        ("+442079460018", "US", "+44 20 7946 0018"),
        ("2125550142", "us", "(212) 555-0142"),
        ("555 0142", "US", "555 0142"),
        ("02079460018 (mother)", "GB", "02079460018 (mother)"),
        ("1-800-FLOWERS", "US", "1-800-FLOWERS"),
        ("12", "GB", "12"),
        ("", "GB", ""),
    ],
)
def test_a_valid_number_is_spaced_and_anything_else_kept(
    typed: str, country: str, shown: str
) -> None:
    assert format_phone(typed, country) == shown


@settings(deadline=None)  # the first example loads the library
@given(st.text(), st.sampled_from(["GB", "US", "", "zz"]))
def test_no_text_is_too_odd_for_a_phone_field(text: str, country: str) -> None:
    assert digits(text).isdecimal() or digits(text) == ""
    assert phone_key(format_phone(text, country), country) == phone_key(text, country)


def test_a_person_is_shown_last_name_first_and_said_first_name_first() -> None:
    assert display("Smith", "Sara", "Acme") == "Smith, Sara"
    assert display("Smith", "") == "Smith"
    assert display("", "Sara", "Acme") == "Sara"
    assert display("", "", "Acme") == "Acme"
    assert full("Sara", "Smith") == "Sara Smith"
    assert full("", "Smith") == "Smith"


@pytest.mark.parametrize(
    "address",
    ["", "  ", "sara@example.com", " sara@example.com ", "zoë@example.com", "иван@почта.рф"],
)
def test_good_addresses_and_none_are_no_problem(address: str) -> None:
    assert email_problem(address) is None


@pytest.mark.parametrize(
    ("address", "reason"),
    [
        ("sara.example.com", "needs an @"),
        ("sara smith@example.com", "no spaces"),
        ("@example.com", "before the @"),
        ("sara@", "after the @"),
        ("sara@gmail", "period"),
        ("sara@@example.com", "@"),
        ("sara..smith@example.com", "two periods"),
        ("a" * 300 + "@example.com", "too long"),
    ],
)
def test_a_wrong_address_gets_a_sentence(address: str, reason: str) -> None:
    problem = email_problem(address)
    assert problem is not None
    assert reason in problem
    assert problem.endswith(".")


@settings(deadline=None)
@given(st.text() | st.text().map(lambda text: f"{text}@{text}.com"))
def test_no_text_is_too_odd_for_an_email_field(text: str) -> None:
    problem = email_problem(text)
    assert problem is None or problem


@pytest.mark.parametrize(
    ("typed", "casing", "shown"),
    [
        ("york", "product", "York"),
        ("LONDON", "smart", "London"),
        ("stratford-upon-avon", "product", "Stratford-upon-Avon"),
        ("newcastle upon tyne", "product", "Newcastle upon Tyne"),
        ("the hague", "smart", "The Hague"),
        ("'s-Hertogenbosch", "product", "'s-Hertogenbosch"),
        ("york ", "off", "york"),
    ],
)
def test_towns_get_capitals_unless_they_have_some(typed: str, casing: Casing, shown: str) -> None:
    assert recase_place(typed, casing) == shown
