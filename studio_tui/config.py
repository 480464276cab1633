"""A studio's ``config.toml``: the printer, the mail server, and keys that somebody prefers."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field, fields, is_dataclass
from typing import TYPE_CHECKING, Any, Final

from studio_tui.domain.names import email_problem
from studio_tui.errors import StudioError

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class MailSettings:
    """The server that takes the studio's mail: the table ``[mail]``. It never holds a password."""

    host: str = ""
    """Name of the server; empty: messages are saved as files in the outbox folder."""
    port: int = 0
    """0: the usual one for ``tls``."""
    tls: str = "starttls"
    """``starttls``, ``tls`` (from the first byte on) or ``none``."""
    user: str = ""
    """Empty: the server is not told who we are."""
    password_env: str = ""
    """Name of the environment variable that holds the password."""
    password_command: str = ""
    """A program that prints it, as ``pass show mail``."""
    password_keyring: str = ""
    """Name of the service that it is kept under in the desktop's keyring."""
    sender: str = ""
    """Address that messages come from; empty: the studio's own."""
    timeout: int = 30
    """Seconds that the server may take over an answer."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What the file may say."""

    printer: str = ""
    """Printer for documents, as ``lp -d`` names it; empty: documents are only saved."""
    paper: str = "A4"
    """``A4`` or ``Letter``."""
    letter_keys: bool = True
    """Whether single letters are keys outside text fields."""
    escape_delay: int = 25
    """Thousandths of a second after which Escape is the key and not the beginning of another one;
    over lines that tear keys apart, 300 or more."""
    keys: dict[str, str] = field(default_factory=dict)
    """Keys by the id of what they do, as ``"calendar.today" = "w"``."""
    mail: MailSettings = MailSettings()


def load_settings(path: Path) -> Settings:
    """Read the file; without one, everything is at its default.

    Raises:
        StudioError: When it cannot be read, or names something that there is not.
    """
    try:
        found = tomllib.loads(path.read_text("utf-8"))
    except (FileNotFoundError, NotADirectoryError):  # the latter is told about the directory
        return Settings()
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise StudioError(f"{path} cannot be read: {error}.", code="config") from error
    _check(path, found, Settings())
    if found.get("paper", "A4") not in ("A4", "Letter"):
        raise _mistake(path, 'paper is "A4" or "Letter"')
    if not 1 <= found.get("escape_delay", 25) <= 2000:
        raise _mistake(path, "escape_delay is a number of milliseconds from 1 to 2000; 25 is usual")
    mail = MailSettings(**found.pop("mail", {}))
    _check_mail(path, mail)
    return Settings(**found, mail=mail)


def _check(path: Path, found: dict[str, Any], defaults: Any, table: str = "") -> None:
    """Refuse what there is not, and values of another kind than the default.

    Args:
        path: The file, for the sentence.
        found: What a table of it says.
        defaults: The dataclass that the table is made into.
        table: Its name and a dot; nothing for the whole file.
    """
    known = [entry.name for entry in fields(defaults)]
    for key, value in found.items():
        if key not in known:
            raise _unknown(path, table, key, known)
        default = getattr(defaults, key)
        wanted = dict if is_dataclass(default) else type(default)
        if type(value) is not wanted:
            raise _mistake(path, f"{table}{key} should be {_SAID[wanted]}, not {_shown(value)}")
        if is_dataclass(default):
            _check(path, value, default, f"{table}{key}.")


def _unknown(path: Path, table: str, key: str, known: list[str]) -> StudioError:
    if key == "password":
        return _mistake(
            path,
            "a password does not belong here, as others may read the file; name where it is kept "
            "with password_env, password_command or password_keyring",
        )
    import difflib

    near = difflib.get_close_matches(key, known, n=1)
    hint = f"Did you mean {near[0]}?" if near else f"There are: {', '.join(known)}."
    return StudioError(f"{path} sets {table}{key}, which there is not. {hint}", code="config")


def _shown(value: Any) -> str:
    """A value in a sentence; a whole table is not repeated."""
    return "a table" if isinstance(value, dict) else repr(value)


_SECRETS: Final = ("password_env", "password_command", "password_keyring")
_LOOPBACK: Final = ("localhost", "127.0.0.1", "::1")


def _check_mail(path: Path, mail: MailSettings) -> None:
    """Refuse settings that cannot be meant, or that would show a password to others."""
    named = [name for name in _SECRETS if getattr(mail, name)]
    if mail.tls not in ("starttls", "tls", "none"):
        raise _mistake(path, 'mail.tls is "starttls", "tls" or "none"')
    if mail != MailSettings() and not mail.host and (mail.user or named):
        raise _mistake(path, "mail.host is missing: name the server that takes the mail")
    if any(character.isspace() for character in mail.host):
        raise _mistake(path, "mail.host has a space in it; it is a name such as mail.example.com")
    if not 0 <= mail.port <= 65535:
        raise _mistake(path, "mail.port is a number up to 65535; usual are 587 and 465")
    if not 1 <= mail.timeout <= 60:
        raise _mistake(path, "mail.timeout is a number of seconds from 1 to 60")
    if len(named) > 1:
        raise _mistake(path, f"mail names {' and '.join(named)}; keep one of them")
    if bool(mail.user) != bool(named):
        missing = f"one of {', '.join(_SECRETS)}" if mail.user else "user"
        raise _mistake(path, f"mail needs {missing} too: user and password go together")
    if named and mail.tls == "none" and mail.host not in _LOOPBACK:
        raise _mistake(
            path, 'with mail.tls = "none" everybody on the way could read the password; use tls'
        )
    if problem := email_problem(mail.sender):
        raise _mistake(path, f"mail.sender: {problem.rstrip('.')}")


def _mistake(path: Path, what: str) -> StudioError:
    return StudioError(f"{path}: {what}.", code="config")


_SAID: Final = {
    str: "text in quotes",
    bool: "true or false",
    int: "a whole number",
    dict: "a table",
}
