"""Statements that SQLite and PostgreSQL know under one name but SQLAlchemy under two."""

from typing import Any, cast

from sqlalchemy import Table
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import DeclarativeBase, Session


def add_missing(session: Session, model: type[DeclarativeBase], **values: Any) -> bool:
    """Insert a row unless its primary key is there; True if it was inserted."""
    table = cast(Table, model.__table__)
    key = table.primary_key.columns.keys()
    if session.get_bind().dialect.name == "sqlite":
        lite = sqlite.insert(table).values(values).on_conflict_do_nothing(index_elements=key)
        return bool(session.execute(lite.returning(table.c[key[0]])).first())
    full = postgresql.insert(table).values(values).on_conflict_do_nothing(index_elements=key)
    return bool(session.execute(full.returning(table.c[key[0]])).first())
