"""Keyed hashes, which recognise a value without storing it (S8, S13)."""

import base64
import hashlib
import hmac
import unicodedata

CODE_LETTERS = 16
_NEITHER = bytes(sign for sign in range(128) if not chr(sign).isalnum())
"""What is neither letter nor digit, of the signs that most texts are made of."""


def keyed_hash(key: bytes, *parts: str) -> str:
    """Hash texts under the installation's key; in hexadecimal."""
    joined = "\x1f".join(parts).encode()
    return hmac.digest(key, joined, "sha256").hex()


def code(key: bytes, *parts: str) -> str:
    """Derive a code for a link or for typing: 80 bits, the same for the same parts."""
    raw = hmac.new(key, "\x1f".join(parts).encode(), hashlib.sha256).digest()
    return base64.b32encode(raw).decode().lower()[:CODE_LETTERS]


def of_code(key: bytes, typed: str) -> str:
    """Hash a typed code; capitals, spaces and hyphens make no difference."""
    letters = "".join(sign for sign in typed.casefold() if sign.isalnum())
    return keyed_hash(key, "code", letters)


def of_number(key: bytes, number: str) -> str:
    """Hash a membership number."""
    return keyed_hash(key, "number", normalise(number))


def of_person(key: bytes, name: str, mobile: str) -> str:
    """Hash a member by name and mobile."""
    return keyed_hash(key, "person", normalise(name), normalise(mobile))


def normalise(text: str) -> str:
    """Reduce a text to letters and digits, without capitals and accents."""
    if text.isascii():
        return text.lower().encode().translate(None, _NEITHER).decode()
    parts = unicodedata.normalize("NFKD", text).casefold()
    return "".join(filter(str.isalnum, parts))
