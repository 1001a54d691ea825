"""All scopes together: bindings for a class, rows for help and docs, and keys that two acts want."""

from collections.abc import Iterable, Sequence

from textual.binding import Binding

from sotdesk.actions import (
    agenda,
    case,
    classes,
    closing,
    handing_over,
    intake,
    kwadrant,
    meeting,
    parts,
    protocols,
    pupil,
    rights,
    school,
    sisa,
    today,
    transfer,
    vault,
)
from sotdesk.actions.act import Act, keys_of
from sotdesk.actions.everywhere import APP, COMMON

SCREEN_ACTS: dict[str, tuple[Act, ...]] = {
    **parts.ACTS,
    **vault.ACTS,
    **today.ACTS,
    **agenda.ACTS,
    **meeting.ACTS,
    **closing.ACTS,
    **case.ACTS,
    **classes.ACTS,
    **kwadrant.ACTS,
    **protocols.ACTS,
    **handing_over.ACTS,
    **intake.ACTS,
    **pupil.ACTS,
    **rights.ACTS,
    **school.ACTS,
    **sisa.ACTS,
    **transfer.ACTS,
}
"""One scope per screen and per part of it."""

MODAL = frozenset(
    {
        "form",
        "confirm",
        "message",
        "help",
        "reading",
        "palette",
        "blank",
        "unlock",
        "vault_task",
        "work",
        "first_run",
        "move_line",
        "new_menu",
        "plain_text",
    }
)
"""Scopes of dialogs: the keys of `common` do not work there."""

PARTS = frozenset({"list", "line", "capture"})
"""Scopes of shared parts, bound by the widget itself."""


def acts(*scopes: str) -> tuple[Act, ...]:
    """The acts of these scopes, in order; raises KeyError for a scope that does not exist."""
    wide = {"app": APP, "common": COMMON}
    return tuple(act for scope in scopes for act in (wide[scope] if scope in wide else SCREEN_ACTS[scope]))


def bindings(
    *scopes: str, without: Iterable[str] = ()
) -> list[Binding | tuple[str, str] | tuple[str, str, str]]:
    """The bindings of these scopes, for `BINDINGS`; `without` names acts this class does not have."""
    left_out = set(without)
    return [act.binding() for act in acts(*scopes) if act.id not in left_out]


def by_id() -> dict[str, Act]:
    """Every act by its id."""
    return {act.id: act for act in acts("app", "common", *SCREEN_ACTS)}


def key_rows(*scopes: str) -> list[tuple[str, str]]:
    """(keys, sentence) of each act, for help and docs/keys.md."""
    return [(keys_of(act), act.tooltip) for act in acts(*scopes)]


def scopes_of(screen: str) -> list[str]:
    """The scope of a screen and those of its parts."""
    return [scope for scope in SCREEN_ACTS if scope == screen or scope.startswith(f"{screen}.")]


def chain(scope: str) -> tuple[str, ...]:
    """The scopes whose keys work together with this one, the narrowest first."""
    around = (scope, scope.split(".")[0]) if "." in scope else (scope,)
    return (*around, "app") if around[-1] in MODAL else (*around, "common", "app")


def clashes(scopes: Sequence[str] | None = None) -> list[tuple[str, str, str]]:
    """(key, act, act) for each key that two acts want at the same moment.

    An act that takes a key over on purpose says so in `instead_of`; a part of a screen (`today.list`) is
    active together with its screen, and so are the shared parts with every screen.
    """
    found = []
    for scope in SCREEN_ACTS if scopes is None else scopes:
        owner: dict[str, Act] = {}
        for act in acts(*chain(scope)):
            for key in act.key_list():
                first = owner.setdefault(key, act)
                if first is not act and first.instead_of != act.id:
                    found.append((key, first.id, act.id))
    return found
