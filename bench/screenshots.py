"""Makes the README's picture: `python -m bench.screenshots` drives the fictional school and draws what it shows.

The program itself never makes a picture of its screen; only this script, over invented people, asks the compositor.
"""

import asyncio
import io
import re
import sys
import tempfile
from pathlib import Path

from rich.console import Console

from bench.__main__ import TODAY, start_meeting
from sotdesk.app import SotDesk
from sotdesk.commands.practice import moment_of
from sotdesk.data.demo import PASSPHRASE, make_school
from sotdesk.data.schema import KNOWN_REVISIONS
from sotdesk.data.vault import Vault
from sotdesk.domain.clock import fixed_at

IMAGES = Path(__file__).parent.parent / "docs" / "img"
SIZE = (120, 36)
LINES = (
    "moeder belt vaker zelf en zegt dat het thuis rustiger is",
    "ll: durft weer een beurt te geven",
    "! stoppen met training",
    "@smw plant een gesprek over slapen >di >>volgend overleg",
)
"""What is typed at the table before the picture is taken; a last line stands half typed."""
HALF_TYPED = "@mentor gesprek met ouders >na de kerstvakantie"


async def overleg(path: Path) -> str:
    """A meeting that runs, as SVG."""
    start_meeting(path)
    app = SotDesk(path, clock=fixed_at(moment_of(f"{TODAY}T13:06")))
    async with app.run_test(size=SIZE) as pilot:
        app.opened(Vault.open(path, PASSPHRASE, known=KNOWN_REVISIONS))
        await pilot.pause()
        app.action_place(2)
        await pilot.pause()
        for line in LINES:
            await pilot.press(*line, "enter")
            await pilot.pause()
        await pilot.press(*HALF_TYPED)
        await pilot.pause(0.5)
        return picture(app)


def picture(app: SotDesk) -> str:
    """What the screen shows, as SVG."""
    width, height = app.size
    console = Console(
        width=width, height=height, file=io.StringIO(), force_terminal=True, color_system="truecolor",
        record=True, legacy_windows=False, safe_box=False,
    )  # fmt: skip
    console.print(app.screen._compositor.render_update(full=True))
    return console.export_svg(title="sotdesk")


def offline(svg: str) -> str:
    """Without the fonts that Rich would fetch from elsewhere: the reader's own monospace font serves."""
    return re.sub(r"@font-face \{.*?\}\s*", "", svg, flags=re.DOTALL)


def main() -> int:
    """Writes the picture into docs/img."""
    with tempfile.TemporaryDirectory(prefix="sotdesk-picture-") as folder:
        path = Path(folder) / "oefenschool.sotdesk"
        make_school(path, moment_of(TODAY)).close()
        svg = asyncio.run(overleg(path))
    IMAGES.mkdir(parents=True, exist_ok=True)
    (IMAGES / "overleg.svg").write_text(offline(svg), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
