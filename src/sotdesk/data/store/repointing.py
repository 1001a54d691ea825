"""All that hangs on a row goes along to another row: of two items that become one, of two pupils who are one."""

from sqlmodel import Session, SQLModel, select


def repoint(
    session: Session, column: str, old: str, new: str, *, but: tuple[type[SQLModel], ...] = ()
) -> None:
    """Every row whose `column` (`item_id`) names `old` names `new` from now on, whatever table it is in.

    Tables in `but` are left alone: their rows mean something only beside the old one.
    """
    for mapper in list(SQLModel._sa_registry.mappers):
        model = mapper.class_
        if column not in mapper.column_attrs or model in but:
            continue
        for row in session.exec(select(model).where(getattr(model, column) == old)):
            setattr(row, column, new)
