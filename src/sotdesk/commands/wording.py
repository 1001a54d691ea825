"""The command line's Dutch: help in its own layout, and one sentence for each way to use it wrongly."""

from typing import Any

from typer import Context
from typer.core import TyperCommand, TyperGroup

HELP_KEYS = {"help_option_names": ["--help", "-h"]}


class UsageProblem(Exception):
    """What was typed is no command of ours; the sentence says what is."""


def help_text(command: Any, ctx: Context) -> str:
    """The help of a command: how to use it, what it does, its arguments, options and verbs."""
    options = [p for p in command.get_params(ctx) if p.param_type_name == "option"]
    arguments = [p for p in command.get_params(ctx) if p.param_type_name == "argument"]
    verbs = [(name, command.commands[name]) for name in getattr(command, "commands", {})]
    usage = [
        ctx.command_path,
        "[OPTIES]",
        *(f"{p.metavar}" for p in arguments),
        *(["OPDRACHT"] if verbs else []),
    ]
    parts = [f"Gebruik: {' '.join(usage)}", command.help or ""]
    parts += _block("Gegevens", [(p.metavar, p.help or "") for p in arguments])
    parts += _block("Opties", [(_names(p), p.help or "") for p in options])
    parts += _block("Opdrachten", [(name, (verb.help or "").splitlines()[0]) for name, verb in verbs])
    return "\n\n".join(filter(None, parts))


def _names(option: Any) -> str:
    names = ", ".join(option.opts)
    return names if option.is_flag else f"{names} {option.metavar}"


def _block(title: str, rows: list[tuple[str, str]]) -> list[str]:
    if not rows:
        return []
    width = max(len(name) for name, _ in rows) + 2
    return ["\n".join([f"{title}:", *(f"  {name:<{width}}{text}" for name, text in rows)])]


class DutchCommand(TyperCommand):
    """A verb."""

    def get_help(self, ctx: Any) -> str:
        """The whole help of this verb."""
        return help_text(self, ctx)

    def get_help_option(self, ctx: Any) -> Any:
        """typer's own option, with a Dutch sentence."""
        return _in_dutch(super().get_help_option(ctx))


class DutchGroup(TyperGroup):
    """All verbs."""

    def get_help(self, ctx: Any) -> str:
        """The help of the program itself."""
        return help_text(self, ctx)

    def get_help_option(self, ctx: Any) -> Any:
        """typer's own option, with a Dutch sentence."""
        return _in_dutch(super().get_help_option(ctx))


def _in_dutch(option: Any) -> Any:
    if option is not None:
        option.help = "Toont deze hulp."
    return option


def usage_sentence(error: Exception) -> str:
    """Why typer did not understand the command line, in a Dutch sentence; never repeats a value."""
    option = getattr(error, "option_name", "")
    match type(error).__name__:
        case "NoSuchOption":
            return f"De optie {option} bestaat hier niet. Zie sotdesk --help."
        case "BadOptionUsage":
            return f"Achter de optie {option} ontbreekt een waarde. Zie sotdesk --help."
        case "MissingParameter":
            return f"Er ontbreekt iets: {_what(error)}. Zie sotdesk --help."
        case "BadParameter":
            return f"Deze waarde kan niet voor {_what(error)}. Zie sotdesk --help."
        case _:
            return "Deze opdracht bestaat niet, of er staat te veel. Zie sotdesk --help."


def _what(error: Exception) -> str:
    param = getattr(error, "param", None)
    if param is None:
        return "een optie"
    return str(param.opts[0] if param.param_type_name == "option" else param.metavar)
