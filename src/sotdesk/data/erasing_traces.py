"""The traces of a pupil beside his own rows: history, index, drafts, settings, rows set aside, passphrases."""

import json
import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import delete, select, update
from sqlmodel import Session, SQLModel, col

from sotdesk.data.erasing import OWNED, Doomed
from sotdesk.data.history import seal
from sotdesk.data.owners import LINKED, PARENT
from sotdesk.data.tables.desk import Change, Draft, FoundRow, SetAside
from sotdesk.data.tables.feedback import RecipientSecret, ToldRow
from sotdesk.data.tables.school import Setting
from sotdesk.domain.text import as_json, fold

PLAIN_LABEL = "wijziging"
"""What is left of the words of an act that named him."""
_WORD = re.compile(r"[\w-]+")
_COMMON = frozenset(("van", "der", "den", "ten", "ter", "het", "moeder", "vader", "ouders", "ouder", "voogd"))


@dataclass(frozen=True)
class Named:
    """The words by which he and his carers are recognised, folded: each inner tuple is one name."""

    names: tuple[tuple[str, ...], ...]

    def whole(self, text: str) -> bool:
        """Whether a text has all words of one of these names. One word alone (`moeder`, `Sem`) says too little."""
        found = words_in(text)
        return any(len(name) > 1 and set(name) <= found for name in self.names)

    @property
    def words(self) -> frozenset[str]:
        """The words by which one of them may be meant."""
        return frozenset(
            word for name in self.names for word in name if len(word) > 2 and word not in _COMMON
        )


def words_in(text: str) -> set[str]:
    """The words of a text, folded."""
    return set(_WORD.findall(fold(text)))


def named(*names: str) -> Named:
    """The names as they are looked for in a text."""
    return Named(tuple(tuple(_WORD.findall(fold(name))) for name in names if name))


def wipe(session: Session, doomed: Doomed, who: Named) -> None:
    """Removes every trace, after the rows are out. Nothing that was done before can be undone any more."""
    ids = {*doomed.ids, *([doomed.student_id] if doomed.whole else [])}
    gone_before = _history(session, doomed, set(ids), who)
    seal(session)
    everything = frozenset(ids | gone_before)
    _index(session, doomed, everything)
    _desk(session, everything | ({doomed.student_id} if doomed.file else frozenset()), who)
    _told(session, doomed)


def _history(session: Session, doomed: Doomed, ids: set[str], who: Named) -> set[str]:
    """Takes the versions of his rows out, also of rows that were deleted long ago; gives all ids they had."""
    shared = set().union(*doomed.shared.values())
    changes = [_Kept(*row) for row in session.execute(_CHANGES)]
    there = {table.name: _present(session, table.name) for table in SQLModel.metadata.tables.values()}
    taken: set[str] = set()
    grew = True
    while grew:
        grew = False
        for one in changes:
            if one.id in taken:
                continue
            his = one.is_of(doomed, ids)
            if not (his or one.row_id in shared or one.tokens & ids or who.whole(one.text)):
                continue
            taken.add(one.id)
            grew = True
            if his and one.row_id not in there.get(one.table, ()):
                ids.add(one.row_id)
            for table, parent in one.linked(doomed):
                (shared if parent in there[table] else ids).add(parent)
    for part in _parts(taken):
        session.execute(delete(Change).where(col(Change.id).in_(part)))
    named_in = [one.id for one in changes if one.id not in taken and words_in(one.label) & who.words]
    for part in _parts(named_in):
        session.execute(update(Change).where(col(Change.id).in_(part)).values(label=PLAIN_LABEL))
    return ids


_CHANGES = select(
    Change.id, Change.table_name, Change.row_id, Change.owner, Change.case_id, Change.label, Change.before,
    Change.after,
)  # type: ignore[call-overload]  # fmt: skip


class _Kept:
    """One change, with what it says of other rows."""

    def __init__(
        self, id: str, table: str, row_id: str, owner: str, case_id: str, label: str, before: str, after: str
    ) -> None:
        self.id, self.table, self.row_id, self.owner, self.case_id = id, table, row_id, owner, case_id
        self.label, self.text = label, f"{before} {after}"
        self.tokens = set(_WORD.findall(self.text))
        self._values = [json.loads(kept) for kept in (before, after) if kept]

    def is_of(self, doomed: Doomed, ids: Collection[str]) -> bool:
        """Whether it is a version of one of his rows."""
        if self.row_id in ids or self.owner in ids or self.case_id in ids:
            return True
        if self.owner == doomed.student_id and self.table in (doomed.tables | _links_of(doomed)):
            return True
        columns = {PARENT.get(self.table, ""), *(name for table, name in OWNED if table == self.table)}
        return any(values.get(name) in ids for values in self._values for name in columns if name)

    def linked(self, doomed: Doomed) -> Iterable[tuple[str, str]]:
        """The agreement, line or item to which he was joined by this row: its table and id."""
        column = LINKED.get(self.table) if self.owner == doomed.student_id else None
        for values in self._values if column and self.table in _links_of(doomed) else ():
            yield str(column).removesuffix("_id"), str(values.get(column) or "")


def _links_of(doomed: Doomed) -> frozenset[str]:
    return frozenset(LINKED) if doomed.file else frozenset()


def _present(session: Session, name: str) -> set[str]:
    table = SQLModel.metadata.tables[name]
    return set(session.execute(select(table.c.id)).scalars()) if "id" in table.c else set()


def _parts(ids: Iterable[str], size: int = 500) -> Iterable[list[str]]:
    found = list(ids)
    return (found[at : at + size] for at in range(0, len(found), size))


def _index(session: Session, doomed: Doomed, ids: Collection[str]) -> None:
    """His words leave the full-text index; `optimize` rewrites its pages."""
    connection = session.connection()
    rows = session.execute(select(FoundRow.rowid, FoundRow.ref, FoundRow.student_id))  # type: ignore[call-overload]
    for rowid, ref, student_id in rows.all():
        if ref in ids or (doomed.whole and student_id == doomed.student_id):
            connection.exec_driver_sql("DELETE FROM find WHERE rowid = ?", (rowid,))
            session.execute(delete(FoundRow).where(col(FoundRow.rowid) == rowid))
    connection.exec_driver_sql("INSERT INTO find(find) VALUES ('optimize')")


def _desk(session: Session, ids: frozenset[str], who: Named) -> None:
    """Half-typed texts, settings and rows set aside that are about him."""
    for draft in session.scalars(select(Draft)).all():
        if set(_WORD.findall(f"{draft.place} {draft.text}")) & ids or who.whole(_written_out(draft.text)):
            session.execute(delete(Draft).where(col(Draft.place) == draft.place))
    for aside in session.scalars(select(SetAside)).all():
        if set(_WORD.findall(aside.subject_id)) & ids:
            session.execute(delete(SetAside).where(col(SetAside.id) == aside.id))
    for setting in session.scalars(select(Setting)).all():
        kept = _without(json.loads(setting.value), ids, who)
        if kept != json.loads(setting.value):
            changed = update(Setting).where(col(Setting.name) == setting.name).values(value=as_json(kept))
            session.execute(changed)


def _written_out(typed: str) -> str:
    """What is half typed; of a form, which is kept as JSON, with its accents as letters."""
    try:
        return json.dumps(json.loads(typed), ensure_ascii=False)
    except ValueError:
        return typed


def _without(value: Any, ids: frozenset[str], who: Named) -> Any:
    """A setting without each part that is about him."""
    if isinstance(value, dict):
        pairs = ((k, v) for k, v in value.items() if not _his(k, ids, who) and not _his(v, ids, who))
        return {k: _without(v, ids, who) for k, v in pairs}
    if isinstance(value, list):
        return [_without(one, ids, who) for one in value if not _his(one, ids, who)]
    return "" if _his(value, ids, who) else value


def _his(value: Any, ids: frozenset[str], who: Named) -> bool:
    return isinstance(value, str) and (bool(set(_WORD.findall(value)) & ids) or who.whole(value))


def _told(session: Session, doomed: Doomed) -> None:
    """What was told to him or his carers under their own key, and the passphrases of their files."""
    if not doomed.file:
        return
    keys = [f"student:{doomed.student_id}", *(f"guardian:{one}" for one in doomed.rows.get("guardian", ()))]
    session.execute(delete(ToldRow).where(col(ToldRow.recipient).in_(keys)))
    session.execute(delete(RecipientSecret).where(col(RecipientSecret.recipient).in_(keys)))
