"""A Word document that opens only with its passphrase (ECMA-376 agile encryption, AES-256, as Word itself writes it).

All in memory: no readable file ever touches the disk. msoffcrypto is loaded on use.
"""

from io import BytesIO

from sotdesk.domain.errors import ExportError


def encrypted(content: bytes, passphrase: str) -> bytes:
    """The same DOCX, encrypted. ExportError when it cannot be, or when there is no passphrase."""
    if not passphrase:
        raise ExportError("Er is geen wachtwoordzin voor dit bestand, dus het is niet gemaakt.")
    from msoffcrypto.exceptions import EncryptionError  # type: ignore[import-untyped]
    from msoffcrypto.format.ooxml import OOXMLFile  # type: ignore[import-untyped]

    out = BytesIO()
    try:
        OOXMLFile(BytesIO(content)).encrypt(passphrase, out)
    except EncryptionError:
        raise ExportError("Het bestand kon niet worden versleuteld, dus het is niet gemaakt.") from None
    return out.getvalue()
