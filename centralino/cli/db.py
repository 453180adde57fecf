"""`centralino db`: the database's shape."""

import click
from sqlalchemy.exc import SQLAlchemyError

from centralino.core.settings import Settings
from centralino.core.texts import _
from centralino.store import migrating
from centralino.store.connections import engine_for
from centralino.store.waits import RESHAPING


@click.group()
def db() -> None:
    """Make the database ready, or tell how it stands."""


@db.command()
def upgrade() -> None:
    """Bring the database to the shape that this version needs. Nothing is lost; safe to repeat."""
    engine = engine_for(Settings().database_url, RESHAPING)
    try:
        migrating.upgrade(engine)
        found = migrating.revision(engine)
        click.echo(_("The database is at revision {found}.", found=found))
    except SQLAlchemyError as error:
        raise out_of_reach(error) from error
    finally:
        engine.dispose()


@db.command()
def current() -> None:
    """Tell the database's revision; exit 1 if it is behind this version."""
    engine = engine_for(Settings().database_url)
    try:
        found, needed = migrating.revision(engine), migrating.newest()
    except SQLAlchemyError as error:
        raise out_of_reach(error) from error
    finally:
        engine.dispose()
    click.echo(_described(found, needed))
    if found != needed:
        raise SystemExit(1)


def out_of_reach(error: SQLAlchemyError) -> click.ClickException:
    why = str(error).partition("\n")[0]
    return click.ClickException(_("the database cannot be reached: {why}", why=why))


def _described(found: str | None, needed: str | None) -> str:
    if not found:
        return _(
            "The database has no tables yet; this version needs revision {needed}.", needed=needed
        )
    return _(
        "The database is at revision {found}; this version needs {needed}.",
        found=found,
        needed=needed,
    )
