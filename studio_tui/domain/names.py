"""Names, phone numbers and addresses of people: capitals, keys to search by, forms to show."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, Literal
from unicodedata import combining, normalize

if TYPE_CHECKING:
    from phonenumbers import PhoneNumber

Casing = Literal["off", "product", "smart"]

# fmt: off
PARTICLES: Final = frozenset({
    "af", "al", "av", "bin", "bint", "da", "dal", "das", "de", "del", "della", "den", "der", "des",
    "di", "do", "dos", "du", "el", "ibn", "la", "las", "le", "los", "op", "ten", "ter", "van",
    "vom", "von", "zu", "zum", "zur",
})
"""Words that stay small inside a name: Maria de la Cruz, Ludwig van Beethoven."""

MAC_NAMES: Final = frozenset({
    "macarthur", "macdonald", "macdougall", "macdowell", "macfarlane", "macgregor", "macintyre",
    "maclean", "macleod", "macmillan", "macneil", "macpherson",
})
"""Names written MacX. Only these: Mack, Macey and Machado are no sons of anybody."""
# fmt: on

_IN_PLACES: Final = PARTICLES | frozenset(
    {"am", "an", "and", "bei", "by", "en", "et", "im", "in", "lès", "near", "of", "on", "ob"}
    | {"sub", "sur", "sous", "the", "under", "upon"}
)
"""Words that stay small inside the name of a town."""

_APOSTROPHES: Final = "'’‘ʼ`´"
_ELISIONS: Final = frozenset({"d", "dall", "dell", "l", "o", "sant"})  # but Sa'ad
_ORDINALS: Final = frozenset({"ii", "iii", "iv"})  # John Smith III
_RUN: Final = rf"[^\W_](?:[^\W_]|[{_APOSTROPHES}\u0300-\u036f])*"
"""A word inside a name: from one letter to the next space, hyphen, full stop or bracket.

Apostrophes belong to the word, and so do accents that stand apart from their letter.
"""
_PLAIN: Final = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ħ": "h", "ŧ": "t"}
    | {"ı": "i"}
    | dict.fromkeys(_APOSTROPHES, "")
)


def recase(text: str, casing: Casing) -> str:
    """Give a name its capitals; white space at the ends and doubled is dropped in every mode.

    * ``off``: the letters stay as typed.
    * ``product`` (product rule): each word's first letter becomes upper case and the rest lower
      case: ``JOHN McDONALD`` gives ``John Mcdonald``. A word ends at a space, a hyphen or a full
      stop (``Anna-Maria``, ``J.R.``), not at an apostrophe (``O'brien``).
    * ``smart``: only words wholly in lower or upper case are touched; ``de la``, ``van der`` and
      their like stay small between other words, and O'Brien, McDonald and Smith III come out right.
    """
    words = normalize("NFC", text).split()
    if casing == "product":
        words = [re.sub(_RUN, _capitalised, word) for word in words]
    elif casing == "smart":
        words = [_smart(word, at, len(words) - 1) for at, word in enumerate(words)]
    return normalize("NFC", " ".join(words))


def recase_gently(text: str, casing: str) -> str:
    """The same where F3 cannot be pressed: capitals that were typed inside a word are meant.

    Args:
        text: One or several names.
        casing: The studio's rule for capitals.
    """
    return recase(text, "off" if casing == "off" else "smart")


def recase_place(text: str, casing: Casing) -> str:
    """Give a town its capitals by the smart rule, unless capitals are left alone altogether.

    ``stratford upon avon`` gives Stratford upon Avon; what has both sorts of letters stays.
    """
    if casing == "off" or not (text.islower() or text.isupper()):
        return recase(text, "off")
    first, *parts = re.split("([ -])", recase(text, "smart"))
    last = parts[-1:]
    return "".join([first, *map(_small_in_places, parts[:-1]), *last])


def _small_in_places(word: str) -> str:
    """``Upon``, between other words, small."""
    return _lower(word) if _lower(word) in _IN_PLACES else word


def _lower(text: str) -> str:
    """Lower case of the same length: a Turkish İ becomes i, without a loose dot behind it."""
    return text.replace("İ", "i").lower()


def _capital(letter: str) -> str:
    """Capital as it stands before small letters; ß and ligatures, which have none, stay."""
    capital = letter.title()
    return capital if len(capital) == 1 else letter


def _capitalised(run: re.Match[str]) -> str:
    word = run[0]
    return _capital(word[0]) + _lower(word)[1:]


def _smart(word: str, at: int, last: int) -> str:
    """Recase one word by the smart rule; ``at`` and ``last`` count the words of the name."""
    if not (word.islower() or word.isupper()):
        return word
    small = _lower(word)
    if 0 < at < last and small in PARTICLES:
        return small
    if at == last > 0 and small in _ORDINALS:
        return small.upper()
    cased = re.sub(_RUN, _smart_run, word)
    if at > 0 and small.startswith(("al-", "el-")):
        return small[:2] + cased[2:]
    return cased


def _smart_run(run: re.Match[str]) -> str:
    word = run[0]
    small = _lower(word)
    for mark in _APOSTROPHES:
        head, found, tail = small.partition(mark)
        if found and tail and head in _ELISIONS:
            return _capital(head[0]) + head[1:] + mark + _capital(tail[0]) + tail[1:]
    start = 2 if small.startswith("mc") else 3 if small in MAC_NAMES else 0
    if start and len(small) > start + 1:
        return small[:start].title() + _capital(small[start]) + small[start + 1 :]
    return _capitalised(run)


def fold(text: str) -> str:
    """Return the key by which text is searched and compared, so that typing need not be exact.

    Letters are small and without accents (ß is ss, ø o, ł l, æ ae, đ d); apostrophes vanish, so
    that ``obrien`` finds O'Brien; other punctuation is a space; spaces are single.
    """
    small = text.casefold().translate(_PLAIN)
    if not small.isascii():
        small = normalize("NFKD", normalize("NFKD", small).casefold()).translate(_PLAIN)
    return " ".join("".join(map(_searchable, small)).split())


def _searchable(char: str) -> str:
    if char.isalnum():
        return char
    if combining(char):
        return ""
    # Vowel signs of Indic and Thai script are marks, yet part of the word.
    return " " if char.isascii() or not _is_mark(char) else char


def _is_mark(char: str) -> bool:
    from unicodedata import category

    return category(char) in {"Mc", "Mn"}


def digits(phone: str) -> str:
    """Return the digits alone, whatever the script, as ASCII: ``(555) 01-42`` gives ``5550142``."""
    return "".join(str(int(char)) for char in phone if char.isdecimal())


def phone_key(text: str, country: str) -> str:
    """Return what tells a number from others however it is written: its national digits.

    ``+44 20 7946 0018`` and ``020 7946 0018`` in ``GB`` have the same key. Text that is no phone
    number gives its digits.

    Args:
        text: The number as somebody typed it.
        country: Where the studio is, as two letters; empty when unknown.
    """
    number = _parsed(text, country)
    if number is None:
        return digits(text)
    from phonenumbers import national_significant_number

    return national_significant_number(number)


def format_phone(text: str, country: str) -> str:
    """Space a valid number as it is written at home, or with +.. when it is from abroad.

    Anything else comes back as typed, and so does a number with words beside it ("mother",
    "ext. 12"): tidying must never lose what somebody wrote.
    """
    number = None if any(map(str.isalpha, text)) else _parsed(text, country)
    if number is None:
        return text
    import phonenumbers

    if not phonenumbers.is_valid_number(number):
        return text
    home = phonenumbers.region_code_for_number(number) == country.upper()
    form = phonenumbers.PhoneNumberFormat
    return phonenumbers.format_number(number, form.NATIONAL if home else form.INTERNATIONAL)


def is_landline(text: str, country: str) -> bool:
    """Whether a number is known to belong to a fixed line, so that it receives no texts."""
    from phonenumbers import PhoneNumberType, number_type

    parsed = _parsed(text, country)
    return parsed is not None and number_type(parsed) == PhoneNumberType.FIXED_LINE


def _parsed(text: str, country: str) -> PhoneNumber | None:
    from phonenumbers import NumberParseException, parse

    try:
        return parse(text, country.upper() or None)
    except NumberParseException:
        return None


def display(last: str, first: str, company: str = "") -> str:
    """Return the name as lists show it: ``Smith, Sara``; the company when there is no person."""
    return ", ".join(filter(None, (last, first))) or company


def full(first: str, last: str) -> str:
    """Return the name as it is said: ``Sara Smith``."""
    return " ".join(filter(None, (first, last)))


def email_problem(text: str) -> str | None:
    """Return the sentence that says what is wrong with an email address, or None.

    Empty text is no problem. Addresses in any script are accepted; nothing is looked up on the
    network.
    """
    address = text.strip()
    if not address:
        return None
    if "@" not in address:
        return "An email address needs an @ between name and provider, as in sara@example.com."
    if any(map(str.isspace, address)):
        return "An email address has no spaces in it: type one address, as in sara@example.com."
    from email_validator import EmailNotValidError, validate_email

    try:
        validate_email(address, check_deliverability=False)
    except EmailNotValidError as error:
        return str(error)
    return None
