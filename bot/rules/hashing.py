"""Keyed hashes: what is recognised again without being kept (S8, S13)."""

import base64
import hashlib
import hmac
import unicodedata

CODE_LETTERS = 16


def keyed(key: bytes, *parts: str) -> str:
    """Hash some words under the installation's key, in hexadecimal."""
    joined = "\x1f".join(parts).encode()
    return hmac.new(key, joined, hashlib.sha256).hexdigest()


def code(key: bytes, *parts: str) -> str:
    """Make a code to type or follow: 80 bits, the same from the same parts."""
    raw = hmac.new(key, "\x1f".join(parts).encode(), hashlib.sha256).digest()
    return base64.b32encode(raw).decode().lower()[:CODE_LETTERS]


def of_code(key: bytes, typed: str) -> str:
    """Hash a code; capitals, blanks and hyphens make no difference."""
    plain = "".join(sign for sign in typed.casefold() if sign.isalnum())
    return keyed(key, "code", plain)


def of_number(key: bytes, number: str) -> str:
    """Hash a membership number."""
    return keyed(key, "number", plain(number))


def of_person(key: bytes, name: str, mobile: str) -> str:
    """Hash somebody without a number: the name with the mobile."""
    return keyed(key, "person", plain(name), plain(mobile))


def plain(words: str) -> str:
    """Letters and digits only, without capitals and accents."""
    parts = unicodedata.normalize("NFKD", words).casefold()
    return "".join(sign for sign in parts if sign.isalnum())
