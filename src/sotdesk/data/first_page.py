"""Whether a passphrase fits a closed file, by its first page alone: no driver, nothing is written.

SQLCipher 4 with its defaults (docs/format.md): the key comes from the passphrase and the salt, and every page ends with
an HMAC-SHA512 of what stands in it. One key serves all files with the same salt, so that many reservekopieën cost one
derivation (0.1 s and more on a slow computer).
"""

import hashlib
import hmac
from pathlib import Path

from sotdesk.data.vault_file import PAGE, SALT_BYTES
from sotdesk.domain.passphrase import key_bytes

ROUNDS = 256_000
_KEY_BYTES, _HMAC_BYTES = 32, 64
_HMAC_ROUNDS, _HMAC_MASK = 2, 0x3A
"""How SQLCipher makes the key of the HMAC out of the key and the salt."""


def key_for(passphrase: str, salt: bytes, rounds: int = ROUNDS) -> bytes:
    """The key that this passphrase gives with this salt; ValueError when it can never be a passphrase of ours."""
    return hashlib.pbkdf2_hmac("sha512", key_bytes(passphrase), salt, rounds, _KEY_BYTES)


def fits(file: Path, key: bytes) -> bool:
    """Whether the first page was written with this key; False as well when it is damaged. OSError."""
    with file.open("rb") as opened:
        page = opened.read(PAGE)
    if len(page) < PAGE:
        return False
    salt = bytes(each ^ _HMAC_MASK for each in page[:SALT_BYTES])
    signing = hashlib.pbkdf2_hmac("sha512", key, salt, _HMAC_ROUNDS, _KEY_BYTES)
    said = page[SALT_BYTES:-_HMAC_BYTES] + (1).to_bytes(4, "little")
    return hmac.compare_digest(hmac.digest(signing, said, "sha512"), page[-_HMAC_BYTES:])
