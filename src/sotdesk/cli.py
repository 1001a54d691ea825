"""The command line: `sotdesk` opens the desk, its verbs do one thing for a script. Verbs English, help Dutch.

Only what a command needs is imported, inside the command: neither textual nor sqlmodel loads with this module.
Every error for a person is one Dutch sentence on standard error; a crash prints no data (hygiene.py).
"""

import sys
from pathlib import Path
from typing import Annotated

import typer
from typer.exceptions import TyperException

from sotdesk import __version__
from sotdesk.commands.wording import HELP_KEYS, DutchCommand, DutchGroup, UsageProblem, usage_sentence
from sotdesk.domain.errors import SotdeskError

OK, FAILED, MISUSED, STOPPED = 0, 1, 2, 130

app = typer.Typer(
    cls=DutchGroup, add_completion=False, pretty_exceptions_enable=False, rich_markup_mode=None,
    context_settings=HELP_KEYS,
)  # fmt: skip

Meeting = Annotated[
    str,
    typer.Argument(metavar="[OVERLEG]", help="last, next of een datum zoals 2026-11-25.", show_default=False),
]
OutFile = Annotated[
    Path | None,
    typer.Option("--out", metavar="BESTAND", help="Schrijft naar dit bestand.", show_default=False),
]

Yes = Annotated[bool, typer.Option("--yes", help="Vraagt niet of het goed is.")]


@app.callback(invoke_without_command=True)
def desk(
    ctx: typer.Context,
    vault: Annotated[
        Path | None,
        typer.Option(
            "--vault", metavar="BESTAND", envvar="SOTDESK_VAULT", help="De kluis (of SOTDESK_VAULT)."
        ),
    ] = None,
    passphrase_file: Annotated[
        str,
        typer.Option(
            "--passphrase-file", metavar="BESTAND", help="Hierin staat de wachtwoordzin; - is de invoer."
        ),
    ] = "",
    version: Annotated[bool, typer.Option("--version", help="Toont de versie.")] = False,
) -> None:
    """Het bureau van de ondersteuningscoördinator. Zonder opdracht opent het programma."""
    from sotdesk.commands.opening import Chosen, say

    ctx.obj = Chosen(vault, passphrase_file)
    if version:
        say(f"sotdesk {__version__}")
        raise typer.Exit
    if ctx.invoked_subcommand is not None:
        return
    if passphrase_file:
        raise UsageProblem(
            "Zonder opdracht vraagt sotdesk zelf om de wachtwoordzin. Laat --passphrase-file weg."
        )
    from sotdesk.commands.desk import open_desk

    open_desk(ctx.obj)


@app.command(cls=DutchCommand)
def new(
    ctx: typer.Context,
    school: Annotated[str, typer.Option("--school", metavar="NAAM", help="Naam van de school.")],
    coordinator: Annotated[
        str, typer.Option("--coordinator", metavar="NAAM", help="Naam van de coördinator.")
    ],
) -> None:
    """Maakt een lege kluis zonder vragen, voor scripts."""
    from sotdesk.commands.new_school import new

    new(ctx.obj, school, coordinator)


@app.command(cls=DutchCommand)
def demo(
    ctx: typer.Context,
    today: Annotated[
        str,
        typer.Option(
            "--today", metavar="DATUM", help="De dag van de oefenschool: 2026-11-25 of 2026-11-25T13:24."
        ),
    ] = "",
) -> None:
    """Opent een verzonnen school om in te oefenen; zonder terminal toont het een verslag."""
    from sotdesk.commands.practice import demo

    demo(ctx.obj, today)


@app.command("import", cls=DutchCommand)
def import_(
    ctx: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="BESTAND", help="De leerlingenlijst: CSV of XLSX.")],
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Toont wat er zou veranderen, slaat niets op.")
    ] = False,
    maps: Annotated[
        list[str], typer.Option("--map", metavar="KOP=VELD", help="Wijst een kolom aan; mag vaker.")
    ] = [],  # noqa: B006  (typer makes a new list each time)
    yes: Annotated[bool, typer.Option("--yes", help="Vraagt niet of het goed is.")] = False,
) -> None:
    """Leest leerlingen in uit CSV of XLSX, na een overzicht van wat er verandert."""
    from sotdesk.commands.importing import import_pupils

    import_pupils(ctx.obj, file, maps, dry_run=dry_run, yes=yes)


@app.command(cls=DutchCommand)
def agenda(
    ctx: typer.Context,
    meeting: Meeting = "next",
    form: Annotated[str, typer.Option("--format", metavar="VORM", help="md, docx of ics.")] = "md",
    out: OutFile = None,
    reader: Annotated[
        str,
        typer.Option(
            "--for",
            metavar="LEZER",
            help="Het blad van één lid (smw, of een naam); met ics alleen zijn tijden.",
            show_default=False,
        ),
    ] = "",
) -> None:
    """Schrijft de agenda van een overleg: initialen en klas, niets uit een casus."""
    from sotdesk.commands.documents import agenda

    agenda(ctx.obj, meeting, form, out, reader)


@app.command(cls=DutchCommand)
def minutes(
    ctx: typer.Context,
    meeting: Meeting = "last",
    form: Annotated[str, typer.Option("--format", metavar="VORM", help="md of docx.")] = "md",
    out: OutFile = None,
) -> None:
    """Schrijft het verslag van een overleg, met initialen."""
    from sotdesk.commands.documents import minutes

    minutes(ctx.obj, meeting, form, out)


@app.command(cls=DutchCommand)
def backup(ctx: typer.Context) -> None:
    """Maakt een reservekopie en leest die na."""
    from sotdesk.commands.safekeeping import backup

    backup(ctx.obj)


@app.command(cls=DutchCommand)
def restore(
    ctx: typer.Context,
    file: Annotated[
        Path | None,
        typer.Argument(metavar="[BESTAND]", help="De reservekopie; anders de nieuwste.", show_default=False),
    ] = None,
    yes: Yes = False,
) -> None:
    """Zet een reservekopie terug, na een overzicht; het vervangen bestand blijft bewaard."""
    from sotdesk.commands.safekeeping import restore

    restore(ctx.obj, file, yes=yes)


@app.command(cls=DutchCommand)
def check(ctx: typer.Context) -> None:
    """Leest de kluis en de nieuwste reservekopie helemaal na."""
    from sotdesk.commands.safekeeping import check

    raise typer.Exit(check(ctx.obj))


@app.command(cls=DutchCommand)
def passphrase(
    ctx: typer.Context,
    new_file: Annotated[
        str, typer.Option("--new-file", metavar="BESTAND", help="Hierin staat de nieuwe wachtwoordzin.")
    ] = "",
    remove: Annotated[
        bool,
        typer.Option(
            "--remove-old",
            help="Verwijdert alle reservekopieën en maakt één nieuwe. Zonder deze optie krijgen ze de nieuwe zin ook.",
        ),
    ] = False,
) -> None:
    """Geeft de kluis en de reservekopieën een andere wachtwoordzin."""
    from sotdesk.commands.safekeeping import passphrase

    passphrase(ctx.obj, remove=remove, new_file=new_file)


@app.command(cls=DutchCommand)
def dump(
    ctx: typer.Context,
    out: Annotated[Path, typer.Option("--out", metavar="BESTAND", help="Schrijft naar dit nieuwe bestand.")],
    yes: Yes = False,
) -> None:
    """Schrijft alles uit de kluis als JSON, zonder versleuteling."""
    from sotdesk.commands.safekeeping import dump

    dump(ctx.obj, out, yes=yes)


def run(args: list[str]) -> int:
    """Runs one command line; gives the exit code: 0, 1 (it did not work), 2 (misused), 130 (stopped)."""
    try:
        code = typer.main.get_command(app).main(args=args, prog_name="sotdesk", standalone_mode=False)
    except SotdeskError as error:
        return _told(error.sentence, FAILED)
    except UsageProblem as error:
        return _told(str(error), MISUSED)
    except TyperException as error:
        return _told(usage_sentence(error), MISUSED)
    except (typer.Abort, KeyboardInterrupt):
        return _told("Gestopt.", STOPPED)
    return code if isinstance(code, int) else OK


def _told(sentence: str, code: int) -> int:
    if sys.stderr is not None:
        sys.stderr.write(f"{sentence}\n")
    return code
