"""The mail password: asked for where it is kept, at the moment when it is needed, and nowhere else.

It is never stored, never logged, and in no sentence that anybody reads.
"""

from __future__ import annotations

import os
import shlex
import subprocess
from typing import TYPE_CHECKING

from studio_tui.errors import StudioError

if TYPE_CHECKING:
    from studio_tui.config import MailSettings

_PATIENCE = 30.0
"""Seconds for a program that prints it."""


def password(mail: MailSettings) -> str:
    """The password that goes with ``mail.user``; empty when there is no user.

    Raises:
        StudioError: When it is not where the settings say.
    """
    if mail.password_env:
        found = os.environ.get(mail.password_env, "")
        missing = f"the environment variable {mail.password_env} is not set"
    elif mail.password_command:
        found = _printed(mail.password_command)
        missing = "mail.password_command prints nothing"
    elif mail.password_keyring:
        found = _from_keyring(mail.password_keyring, mail.user)
        missing = f"the keyring has none for {mail.user} under {mail.password_keyring}"
    else:
        return ""
    if not found:
        raise _no_password(missing)
    return found


def _printed(command: str) -> str:
    """First line that a program prints; what it prints is repeated nowhere."""
    try:
        done = subprocess.run(
            shlex.split(command),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=_PATIENCE,
            check=False,
            start_new_session=True,  # it must not ask in the terminal that we are drawing on
        )
    except subprocess.TimeoutExpired:
        raise _no_password("mail.password_command takes too long") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise _no_password(f"mail.password_command cannot be run ({reason})") from None
    if done.returncode:
        raise _no_password(f"mail.password_command failed with status {done.returncode}")
    lines = done.stdout.decode("utf-8", "replace").splitlines()
    return lines[0] if lines else ""


def _from_keyring(service: str, user: str) -> str:
    try:
        import keyring
    except ImportError:
        raise _no_password("Python's keyring library is not installed") from None
    try:
        return str(keyring.get_password(service, user) or "")
    except Exception as error:  # each desktop's keyring has its own
        raise _no_password(f"the keyring does not open ({type(error).__name__})") from None


def _no_password(reason: str) -> StudioError:
    return StudioError(f"There is no password for the mail server: {reason}.", code="password")
