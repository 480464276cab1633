from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio_tui.domain.merge_fields import AREAS, GROUPS
from studio_tui.errors import StudioError
from studio_tui.mail import merge as module
from studio_tui.mail.merge import Merged, merge

VALUES = {
    group: {name: f"<{group} {name}>" for name in GROUPS[group]} for group in AREAS["session"]
}


def merged(text: str, **client: str) -> Merged:
    values = VALUES | {"client": VALUES["client"] | client}
    return merge(text, "session", values, "24 November 2026")


def test_every_field_of_every_area_is_filled_in() -> None:
    for area, groups in AREAS.items():
        values = {group: {name: f"{group}-{name}" for name in GROUPS[group]} for group in groups}
        for group in groups:
            for name in GROUPS[group]:
                assert merge(f"{{{{ {group}.{name} }}}}", area, values, "") == Merged(
                    f"{group}-{name}"
                )


def test_what_is_empty_can_be_left_out_with_its_line() -> None:
    text = (
        "Hi\n{% if client.balance %}\nOpen: {{ client.balance }}\n{% else %}\nPaid\n{% endif %}\n"
    )
    assert merged(text, balance="").text == "Hi\nPaid\n"
    assert merged(text, balance="£5").text == "Hi\nOpen: £5\n"
    assert merged("{{ client.first or client.last }}", first="").text == "<client last>"
    assert merged("{{ client.first|upper }} {{ today }}").text == "<CLIENT FIRST> 24 November 2026"


@given(st.text())
def test_what_a_client_is_called_is_never_read_as_a_letter(name: str) -> None:
    assert merged("{{ client.first }}", first=name).text == name
    assert merged("{{ client.first }}", first="{{ client.last }}").text == "{{ client.last }}"


@pytest.mark.parametrize(
    ("text", "shown", "said"),
    [
        ("{{ client.frist }}", "[client.frist?]", "did you mean client.first?"),
        ("{{ client }}", "[client?]", "names client, which there is not"),
        ("{{ nobody }}", "[nobody?]", "names nobody, which there is not"),
        ("{{ nobody.at.all }}", None, "fields such as"),
        ("{{ range }}", "[range?]", "names range"),
        ("{{ appointment.start }}", "[appointment.start?]", "A letter about a session cannot name"),
    ],
)
def test_a_field_that_there_is_not_is_seen_and_told(
    text: str, shown: str | None, said: str
) -> None:
    if shown is None:
        with pytest.raises(StudioError, match=said):
            merged(text)
        return
    found = merged(f"a {text} b")
    assert found.text == f"a {shown} b"
    assert len(found.problems) == 1
    assert said in found.problems[0]


@pytest.mark.parametrize(
    "text",
    [
        "{% for x in client.first %}{{ x }}{% endfor %}",
        "{{ 'a' * 999999999 }}",
        "{{ 9 ** 9 }}",
        "{{ client.first ~ client.first }}",
        "{{ client.first.format }}",
        "{{ client.first() }}",
        "{{ client['first'] }}",
        "{{ client.__class__ }}",
        "{{ client._name }}",
        "{{ self }}",
        "{{ client.first|center(999999999) }}",
        "{% set x = 1 %}",
        "{% macro a() %}{% endmacro %}",
        "{% include '/etc/passwd' %}",
        "{% extends 'x' %}",
        "{{ client.first is defined }}",
        "{{ client.first < 3 }}",
        "{{ client.first",
        "{% if client.first %}",
        "{% if client.first %}" * 2000 + "{% endif %}" * 2000,
        "{% nonsense %}",
        "x" * 50_001,
    ],
)
def test_anything_else_is_refused_with_a_sentence(text: str) -> None:
    with pytest.raises(StudioError, match="The letter cannot be filled in: ") as caught:
        merged(text)
    assert caught.value.code == "letter"
    assert "Jinja" not in caught.value.message


def test_a_letter_that_grows_too_long_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "LONGEST_BODY", 1000)
    assert len(merged("{{ client.first }}" * 3, first="x" * 300).text) == 900
    with pytest.raises(StudioError, match="filled in, it has more than 1,000 characters"):
        merged("{{ client.first }}" * 4, first="x" * 300)


@given(st.text(alphabet="{}%|.'() client first if endif", max_size=60))
def test_no_letter_crashes(text: str) -> None:
    try:
        found: Any = merged(text)
    except StudioError as error:
        assert error.message.startswith("The letter cannot be filled in: ")  # noqa: PT017
    else:
        assert isinstance(found, Merged)
