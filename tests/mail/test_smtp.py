from __future__ import annotations

import traceback
from typing import TYPE_CHECKING, Any

import pytest

from studio_tui.config import MailSettings
from studio_tui.domain.letter import Attachment, Outcome, Outgoing
from studio_tui.errors import StudioError
from studio_tui.mail.message import build, written
from studio_tui.mail.passwords import password
from studio_tui.mail.smtp import deliver
from tests.mail.server import PASSWORD, USER, free_port, hanging, serving

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.filterwarnings("ignore:Requiring AUTH while not requiring TLS")

PDF = bytes(range(256)) * 200
SARA, TOM = "sara@example.org", "tom@example.org"


def outgoing(**fields: Any) -> Outgoing:
    values = {
        "message_id": "<one@lumen.example>",
        "created": 1795510800,
        "sender_name": "Lumen Studio",
        "sender": "hello@lumen.example",
        "to": (SARA,),
        "subject": "Your session – Friday",
        "body": "Dear Sara,\n.\nFrom us all: see you at 14:00.\n",
        "attachments": (Attachment("confirmation-10001.pdf", PDF),),
    }
    return Outgoing(**{**values, **fields})


def settings(port: int, **fields: Any) -> MailSettings:
    return MailSettings("localhost", port, **{"tls": "none", "timeout": 5, **fields})


def sent(message: Outgoing, mail: MailSettings) -> tuple[Outcome, ...]:
    return deliver(message, message.to, mail)


def test_a_message_arrives_as_it_was_written_with_its_attachment() -> None:
    with serving() as post:
        assert sent(outgoing(), settings(post.port)) == (Outcome(SARA, "sent"),)
    (message,) = post.messages
    assert post.addresses == [[SARA]]
    assert message["From"] == "Lumen Studio <hello@lumen.example>"
    assert message["Subject"] == "Your session – Friday"
    assert message["Date"].datetime.isoformat() == "2026-11-24T09:00:00+00:00"
    assert message["Message-ID"] == "<one@lumen.example>"
    body = message.get_body()
    assert body is not None
    assert (
        body.get_content().replace("\r\n", "\n")
        == "Dear Sara,\n.\nFrom us all: see you at 14:00.\n"
    )
    (attached,) = message.iter_attachments()
    assert attached.get_filename() == "confirmation-10001.pdf"
    assert attached.get_content_type() == "application/pdf"
    assert attached.get_content() == PDF


@pytest.mark.parametrize("method", ["REQUEST", "CANCEL"])
def test_an_invitation_stands_beside_the_text_and_goes_along_as_a_file(method: str) -> None:
    content = f"BEGIN:VCALENDAR\r\nMETHOD:{method}\r\nSUMMARY:Zoë\r\nEND:VCALENDAR\r\n".encode()
    invite = Attachment("invite.ics", content, f"text/calendar; method={method}; charset=utf-8")
    with serving() as post:
        message = outgoing(attachments=(Attachment("confirmation.pdf", PDF), invite))
        assert sent(message, settings(post.port)) == (Outcome(SARA, "sent"),)
    (found,) = post.messages
    assert found.get_content_type() == "multipart/mixed"
    first, *files = found.iter_parts()
    assert first.get_content_type() == "multipart/alternative"
    text, asked = first.iter_parts()
    assert text.get_content_type() == "text/plain"
    assert asked.get_content_type() == "text/calendar"
    assert dict(asked["Content-Type"].params) == {"method": method, "charset": "utf-8"}
    assert asked.get_content().replace("\r\n", "\n").encode() == content.replace(b"\r\n", b"\n")
    assert [each.get_filename() for each in files] == ["confirmation.pdf", "invite.ics"]
    assert files[1].get_content_type() == "application/ics"
    assert files[1].get_content() == content


@pytest.mark.parametrize("tls", ["starttls", "tls"])
def test_behind_tls_with_user_and_password(
    tls: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LUMEN_MAIL", PASSWORD)
    with serving(tls, auth=True, pem=tmp_path / "ca.pem") as post:
        mail = settings(post.port, tls=tls, user=USER, password_env="LUMEN_MAIL")
        unknown = sent(outgoing(), mail)
        monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "ca.pem"))
        assert sent(outgoing(), mail) == (Outcome(SARA, "sent"),)
    assert unknown[0].state == "later"
    assert unknown[0].said.startswith("localhost cannot prove that it is localhost")
    assert len(post.received) == 1


def test_a_password_outside_ascii_is_no_crash(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LUMEN_MAIL", "süß")
    with serving(auth=True) as post:
        mail = settings(post.port, user=USER, password_env="LUMEN_MAIL")
        assert sent(outgoing(), mail) == (Outcome(SARA, "sent"),)


def test_a_wrong_password_is_told_without_it_and_tried_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("LUMEN_MAIL", "wrong-secret")
    with serving(auth=True) as post:
        mail = settings(post.port, user=USER, password_env="LUMEN_MAIL")
        (outcome,) = sent(outgoing(), mail)
    assert outcome == Outcome(SARA, "later", "localhost does not accept user and password (535).")


def test_a_server_that_wants_nobody_to_log_in_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LUMEN_MAIL", PASSWORD)
    with serving() as post:
        mail = settings(post.port, user=USER, password_env="LUMEN_MAIL")
        assert "does not ask for a user here" in sent(outgoing(), mail)[0].said


def test_one_refused_address_does_not_keep_the_message_from_the_others() -> None:
    with serving() as post:
        post.replies[TOM] = "550 No such user here"
        both = sent(outgoing(to=(TOM, SARA)), settings(post.port))
        assert both == (
            Outcome(TOM, "refused", "The server says: 550 No such user here."),
            Outcome(SARA, "sent"),
        )
        assert sent(outgoing(to=(TOM,)), settings(post.port))[0].state == "refused"
    assert post.addresses == [[SARA]]


@pytest.mark.parametrize(
    ("where", "reply", "state"),
    [
        (SARA, "450 Mailbox busy", "later"),
        (SARA, "451 Greylisted, try again", "later"),
        (SARA, "421 Going down", "later"),
        (SARA, "554 Not here", "refused"),
        ("DATA", "452 No room", "later"),
        ("DATA", "552 Too big", "refused"),
    ],
)
def test_what_is_refused_for_now_is_tried_again_and_what_is_refused_is_not(
    where: str, reply: str, state: str
) -> None:
    with serving() as post:
        post.replies[where] = reply
        assert sent(outgoing(), settings(post.port)) == (
            Outcome(SARA, state, f"The server says: {reply}."),  # type: ignore[arg-type]
        )
    assert post.received == []


@pytest.mark.parametrize("greeting", [b"", b"220 localhost ESMTP\r\n"])
@pytest.mark.parametrize("tls", ["none", "tls", "starttls"])
def test_a_server_that_hangs_is_given_up_after_a_while(greeting: bytes, tls: str) -> None:
    with hanging(greeting) as port:
        (outcome,) = sent(outgoing(), settings(port, tls=tls, timeout=1))
    if tls == "tls" and greeting:
        assert outcome.said == "localhost does not speak TLS here; check port and tls."
    else:
        assert outcome == Outcome(SARA, "later", "localhost takes too long to answer.")


def test_a_server_that_is_not_there_is_told() -> None:
    port = free_port()
    assert sent(outgoing(), settings(port)) == (
        Outcome(SARA, "later", f"localhost does not answer at port {port}."),
    )
    (outcome,) = sent(outgoing(), MailSettings("no.such.host.invalid"))
    assert outcome.state == "later"
    assert "no.such.host.invalid" in outcome.said


def test_nothing_is_sent_readable_where_tls_is_wanted() -> None:
    with serving() as post:
        (outcome,) = sent(outgoing(), settings(post.port, tls="starttls"))
    assert outcome.said == "localhost does not speak STARTTLS here; check port and tls."
    assert post.received == []


def test_a_very_long_message_arrives_whole() -> None:
    body = "Zeile für Zeile. " * 100_000
    with serving() as post:
        assert sent(outgoing(body=body), settings(post.port))[0].state == "sent"
    received = post.messages[0].get_body()
    assert received is not None
    assert received.get_content().rstrip() == body.rstrip()


@pytest.mark.parametrize(
    "fields",
    [
        {"subject": "Hello\nBcc: thief@example.org"},
        {"subject": "Hello\r\n\r\nA body of my own"},
        {"subject": "Hello\u2028Bcc: thief@example.org"},
        {"to": ("sara@example.org\nBcc: thief@example.org",)},
        {"to": ("sara@example.org>\r\nRCPT TO:<thief@example.org",)},
        {"sender": "hello@lumen.example\nBcc: thief@example.org"},
        {"to": ("<script>",)},
    ],
)
def test_nobody_writes_headers_of_their_own(fields: dict[str, Any]) -> None:
    with pytest.raises(StudioError):
        build(outgoing(**fields))
    with serving() as post:
        assert sent(outgoing(**fields), settings(post.port))[0].state == "refused"
    assert post.received == []


def test_line_ends_in_names_become_spaces() -> None:
    message = build(
        outgoing(
            sender_name="Lumen\r\nBcc: thief@example.org",
            attachments=(Attachment("a\r\nBcc: thief@example.org.pdf", PDF),),
        )
    )
    assert "\nBcc:" not in written(message).decode()
    assert message["Bcc"] is None


def test_addresses_in_other_scripts_travel_as_the_server_can_take_them() -> None:
    with serving() as post:
        umlaut = "sara@exämple.org"
        assert sent(outgoing(to=(umlaut,)), settings(post.port)) == (Outcome(umlaut, "sent"),)
        (refused,) = sent(outgoing(to=("müller@example.org",)), settings(post.port))
    assert post.addresses == [["sara@xn--exmple-cua.org"]]
    assert refused.state == "refused"
    assert refused.said == "The server takes only plain letters in addresses."
    with serving(utf8=True) as post:
        assert sent(outgoing(to=("müller@example.org",)), settings(post.port))[0].state == "sent"
    assert post.addresses == [["müller@example.org"]]


def test_a_studio_without_an_address_is_asked_for_one() -> None:
    (outcome,) = sent(outgoing(sender=""), settings(1))
    assert outcome.state == "later"
    assert "set sender under [mail]" in outcome.said


# The password


def test_a_program_prints_the_password(tmp_path: Path) -> None:
    program = tmp_path / "pass"
    program.write_text(f"#!/bin/sh\necho {PASSWORD}\necho more\n", "utf-8")
    program.chmod(0o755)
    assert password(MailSettings("m", user="u", password_command=f"{program} mail")) == PASSWORD


@pytest.mark.parametrize(
    ("script", "sentence"),
    [
        ("exit 0", "prints nothing"),
        ("echo hush-hush; echo hush-hush >&2; exit 3", "failed with status 3"),
    ],
)
def test_a_program_that_fails_is_told_without_what_it_printed(
    tmp_path: Path, script: str, sentence: str
) -> None:
    program = tmp_path / "pass"
    program.write_text(f"#!/bin/sh\n{script}\n", "utf-8")
    program.chmod(0o755)
    with pytest.raises(StudioError, match=sentence) as caught:
        password(MailSettings("m", user="u", password_command=str(program)))
    assert "hush" not in "".join(traceback.format_exception(caught.value))


@pytest.mark.parametrize("command", ["/no/such/program", "'unfinished"])
def test_a_program_that_is_not_there_is_told(command: str) -> None:
    with pytest.raises(StudioError, match="cannot be run"):
        password(MailSettings("m", user="u", password_command=command))


def test_a_variable_that_is_not_set_is_named() -> None:
    with pytest.raises(StudioError, match="LUMEN_MAIL is not set"):
        password(MailSettings("m", user="u", password_env="LUMEN_MAIL"))
    mail = settings(1, user="u", password_env="LUMEN_MAIL")
    assert sent(outgoing(), mail)[0].state == "later"


def test_the_keyring_is_asked_if_there_is_one(monkeypatch: pytest.MonkeyPatch) -> None:
    import sys
    from types import SimpleNamespace

    mail = MailSettings("m", user="u", password_keyring="lumen")
    monkeypatch.setitem(sys.modules, "keyring", None)
    with pytest.raises(StudioError, match="keyring library is not installed"):
        password(mail)
    kept = {("lumen", "u"): PASSWORD}
    ring = SimpleNamespace(get_password=lambda *key: kept.get(key))
    monkeypatch.setitem(sys.modules, "keyring", ring)
    assert password(mail) == PASSWORD
    kept.clear()
    with pytest.raises(StudioError, match="has none for u under lumen"):
        password(mail)
