"""A school's own .docx as the base of a document: its styles, logo and page are used, its sample text is not.

What may hold traces of the sample, its maker or another computer is taken out: pictures of the body, comments,
notes, custom data, the thumbnail, the program's own properties, the template it was made from.
"""

from copy import deepcopy
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sotdesk.domain.errors import ExportError

if TYPE_CHECKING:
    from docx.document import Document

LARGEST = 20 * 1024 * 1024
"""Bytes: a letterhead is far smaller."""

_KEPT = ("styles", "settings", "fontTable", "theme", "numbering", "header", "footer", "webSettings")
_PACKAGE_KEPT = ("officeDocument", "core-properties")
_SETTINGS_GONE = (
    "attachedTemplate", "docVars", "mailMerge", "footnotePr", "endnotePr", "documentProtection", "writeProtection",
    "rsids", "trackRevisions", "saveThroughXslt",
)  # fmt: skip


def open_base(path: Path) -> "Document":
    """The school's file without its body, ready to be filled; ExportError when it is no .docx."""
    document = _opened(path)
    _one_section(document)
    _empty(document)
    _drop_parts(document)
    _clean_settings(document)
    return document


def _opened(path: Path) -> "Document":
    from zipfile import BadZipFile

    from docx import Document
    from docx.opc.exceptions import PackageNotFoundError

    try:
        if path.stat().st_size > LARGEST:
            raise ExportError(
                "Dit sjabloon is te groot. Gebruik een Word-bestand (.docx) met alleen het briefhoofd."
            )
        return Document(str(path))
    except (PackageNotFoundError, BadZipFile, ValueError, KeyError, SyntaxError, OSError):
        raise ExportError(
            "Het sjabloon is geen Word-bestand (.docx) dat sotdesk kan lezen. Bewaar het in Word als "
            "Word-document (.docx) en kies het opnieuw."
        ) from None


def _one_section(document: "Document") -> None:
    """The set-up of the first page, with its header and footer, for the whole document."""
    from docx.oxml.ns import qn

    body: Any = document.element.body
    sections = list(body.iter(qn("w:sectPr")))
    first = deepcopy(sections[0])
    for kind in first.findall(qn("w:type")):
        first.remove(kind)
    last = body.find(qn("w:sectPr"))
    if last is not None:
        body.remove(last)
    body.append(first)


def _empty(document: "Document") -> None:
    from docx.oxml.ns import qn

    body: Any = document.element.body
    for child in list(body):
        if child.tag != qn("w:sectPr"):
            body.remove(child)
    background = document.element.find(qn("w:background"))
    if background is not None:
        document.element.remove(background)


def _drop_parts(document: "Document") -> None:
    """Keeps only what gives the look; what the removed body used would stay in the file unseen."""
    from docx.oxml.ns import qn

    used = {
        element.get(qn("r:id"))
        for element in document.element.body.iter()
        if element.tag in (qn("w:headerReference"), qn("w:footerReference"))
    }
    _drop(
        document.part.rels,
        lambda key, kind: kind in _KEPT and (key in used or kind not in ("header", "footer")),
    )
    package: Any = document.part.package
    _drop(package.rels, lambda _, kind: kind in _PACKAGE_KEPT)


def _drop(relations: Any, keep: Any) -> None:
    for key, relation in list(relations.items()):
        if not keep(key, relation.reltype.rsplit("/", 1)[-1]):
            del relations[key]


def _clean_settings(document: "Document") -> None:
    from docx.oxml.ns import qn

    settings: Any = document.settings.element
    for name in _SETTINGS_GONE:
        for element in settings.findall(qn(f"w:{name}")):
            settings.remove(element)
    part: Any = document.part
    _drop(part._settings_part.rels, lambda _key, _kind: False)
