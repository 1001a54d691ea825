"""How large a file offered for import may be; far above a school's list, far below what hurts a laptop."""

from typing import Final

MAX_FILE_BYTES: Final = 20 * 1024 * 1024
MAX_UNPACKED_BYTES: Final = 50 * 1024 * 1024
MAX_ARCHIVE_ENTRIES: Final = 200
MAX_ROWS: Final = 20_000
MAX_COLUMNS: Final = 200
MAX_GRID_CELLS: Final = 500_000
"""Rows × columns up to the outermost cells, all of which a reader sets memory aside for: 3 000 pupils × 160."""
MAX_TEXT_BYTES: Final = 200 * 1024 * 1024
"""Longest shared text of a workbook × its cells: each cell gets a copy."""
MAX_HEADER_ROW: Final = 50
"""Rows from the top among which the header row is sought."""
MAX_CELL_LENGTH: Final = 200
"""Characters in one cell that is read; a longer one is no name, class or date."""
