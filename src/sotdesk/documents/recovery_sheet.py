"""The herstelblad: a sheet to print, on which she writes the words of the passphrase by pen.

It says whose it is, what it is for and where it goes. It never holds the passphrase: no function here takes one.
"""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from sotdesk.documents.docx_base import content_of, drop_traces, new_document, properties
from sotdesk.domain.errors import ExportError
from sotdesk.private import write_new

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import _Cell

WORD_LINES = 5
TITLE = "Herstelblad van de kluis"

_PURPOSE = (
    "Dit blad opent de versleutelde kluis van de ondersteuningscoördinator als niemand de wachtwoordzin "
    "meer weet. "
    "Zonder de wachtwoordzin kan niemand de kluis openen, ook de makers van sotdesk niet."
)
_HOW = (
    "Schrijf de woorden met pen op de lijnen, in kleine letters, in de goede volgorde. Is je wachtwoordzin "
    "langer of anders, schrijf hem dan precies over, met hoofdletters, leestekens en spaties."
)
_STEPS = (
    "Typ de wachtwoordzin nergens in dit document en maak er geen foto van.",
    "Doe het blad in een dichte envelop, schrijf je naam en de datum over de plakrand.",
    "Leg de envelop in de kluis van de school; spreek af wie hem mag openen.",
    "Verandert de wachtwoordzin, maak dan een nieuw blad en vernietig dit.",
    "Gooi het bestand van dit blad weg als het is geprint.",
)
_MONTHS = (
    "januari", "februari", "maart", "april", "mei", "juni",
    "juli", "augustus", "september", "oktober", "november", "december",
)  # fmt: skip


def recovery_sheet(path: Path, school: str, vault_name: str, today: date) -> Path:
    """Write the sheet as a new DOCX (A4, Dutch, mode 0600); ExportError when it exists or cannot be written.

    `vault_name` is the file's name without its folder.
    """
    content = _sheet(school, vault_name, today)
    try:
        write_new(path, content)
    except FileExistsError:
        raise ExportError(
            "Op deze plek staat al een herstelblad. Kies een andere naam of haal het oude blad weg."
        ) from None
    except OSError:
        raise ExportError("Het herstelblad kan hier niet worden bewaard. Kies een andere map.") from None
    return path


def _sheet(school: str, vault_name: str, today: date) -> bytes:
    document = new_document()
    drop_traces(document)
    properties(document, TITLE, today)
    document.add_heading(TITLE, level=1)
    _facts(document, (("School", school), ("Bestand", vault_name), ("Datum", _long_date(today))))
    document.add_heading("Waarvoor", level=2)
    document.add_paragraph(_PURPOSE)
    document.add_heading("De woorden", level=2)
    document.add_paragraph(_HOW)
    _word_lines(document)
    document.add_heading("Daarna", level=2)
    for step in _STEPS:
        document.add_paragraph(step, style="List Bullet")
    return content_of(document)


def _facts(document: "Document", facts: tuple[tuple[str, str], ...]) -> None:
    for label, value in facts:
        paragraph = document.add_paragraph()
        paragraph.add_run(f"{label}: ").bold = True
        paragraph.add_run("".join(letter for letter in value if letter.isprintable()))


def _word_lines(document: "Document") -> None:
    """Five numbered lines with room to write: a number, and an empty cell with only its lower border."""
    from docx.enum.table import WD_ROW_HEIGHT_RULE
    from docx.shared import Mm

    table = document.add_table(rows=WORD_LINES, cols=2)
    table.autofit = False
    widths = (Mm(12), Mm(120))
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width  # LibreOffice goes by the columns, Word by the cells
    for number, row in enumerate(table.rows, start=1):
        row.height, row.height_rule = Mm(13), WD_ROW_HEIGHT_RULE.EXACTLY
        row.cells[0].width, row.cells[1].width = widths
        row.cells[0].text = f"{number}."
        for cell in row.cells:
            _at_the_bottom(cell)
        _underline(row.cells[1])


def _at_the_bottom(cell: "_Cell") -> None:
    from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT
    from docx.shared import Pt

    cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.BOTTOM
    cell.paragraphs[0].paragraph_format.space_after = Pt(0)


def _underline(cell: "_Cell") -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    line = OxmlElement("w:bottom")
    for name, value in (("val", "single"), ("sz", "8"), ("space", "0"), ("color", "000000")):
        line.set(qn(f"w:{name}"), value)
    borders = OxmlElement("w:tcBorders")
    borders.append(line)
    properties = cell._tc.get_or_add_tcPr()
    properties.insert_element_before(borders, "w:shd", "w:noWrap", "w:tcMar", "w:vAlign")


def _long_date(day: date) -> str:
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"
