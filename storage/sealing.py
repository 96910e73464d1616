"""Seals what nobody with only the database file may read.

One secret makes all keys (HKDF-SHA256, one label a purpose). A sealed value is
`key id (4) | nonce (12) | AES-256-GCM ciphertext`, with the id of its row as additional data, so
that a value cannot be moved to another row. Names of chats and messages elsewhere in the database
are keyed hashes: without the secret they match nothing.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import os
from typing import TypeVar

import msgspec
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

T = TypeVar("T")


class Unsealable(Exception):
    """A value was not sealed with this key, or stands in another row."""


class Vault:
    """The keys of one office, from its SECRET_KEY."""

    def __init__(self, secret: str) -> None:
        self._secret = secret.encode()
        key = self._key("seal")
        self._aead = AESGCM(key)
        self._key_id = hashlib.sha256(key).digest()[:4]
        self._name_key = self._key("name")
        self._code_key = self._key("code")
        self._link_key = self._key("link")

    def _key(self, purpose: str) -> bytes:
        kdf = HKDF(algorithm=hashes.SHA256(), length=32, salt=None, info=purpose.encode())
        return kdf.derive(self._secret)

    def seal(self, value: object, row: object) -> bytes:
        """Any msgspec-encodable value, sealed for one row."""
        return self.seal_bytes(msgspec.json.encode(value), row)

    def open(self, sealed: bytes, row: object, type: type[T]) -> T:
        """The value again. Raises Unsealable."""
        return msgspec.json.decode(self.open_bytes(sealed, row), type=type)

    def seal_bytes(self, body: bytes, row: object) -> bytes:
        nonce = os.urandom(12)
        return self._key_id + nonce + self._aead.encrypt(nonce, body, str(row).encode())

    def open_bytes(self, sealed: bytes, row: object) -> bytes:
        """Raises Unsealable."""
        if sealed[:4] != self._key_id:
            raise Unsealable("sealed with another SECRET_KEY")
        try:
            return self._aead.decrypt(sealed[4:16], sealed[16:], str(row).encode())
        except InvalidTag as why:
            raise Unsealable("damaged, or moved from another row") from why

    def name(self, *parts: str) -> str:
        """The keyed hash by which a chat or a platform message is known: 32 hex digits."""
        text = "\x1f".join(parts).encode()
        return hmac.digest(self._name_key, text, "sha256")[:16].hex()

    def code(self, code: str) -> str:
        """The keyed hash of a one-time code."""
        return hmac.digest(self._code_key, code.encode(), "sha256").hex()

    def sign(self, text: str) -> str:
        """A URL-safe signature of a text, for links that expire."""
        digest = hmac.digest(self._link_key, text.encode(), "sha256")[:18]
        return base64.urlsafe_b64encode(digest).decode()

    def signed(self, text: str, signature: str) -> bool:
        return hmac.compare_digest(self.sign(text).encode(), signature.encode("utf-8", "replace"))
