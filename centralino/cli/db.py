"""`centralino db`: the database's shape."""

import click
from sqlalchemy.exc import SQLAlchemyError

from centralino.core.settings import Settings
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
        click.echo(f"The database is at revision {migrating.revision(engine)}.")
    except SQLAlchemyError as error:
        raise click.ClickException(
            f"the database cannot be reached: {first_line(error)}"
        ) from error
    finally:
        engine.dispose()


@db.command()
def current() -> None:
    """Tell the database's revision; exit 1 if it is behind this version."""
    engine = engine_for(Settings().database_url)
    try:
        found, needed = migrating.revision(engine), migrating.newest()
    except SQLAlchemyError as error:
        raise click.ClickException(
            f"the database cannot be reached: {first_line(error)}"
        ) from error
    finally:
        engine.dispose()
    click.echo(f"The database is at revision {found or 'none'}; this version needs {needed}.")
    if found != needed:
        raise SystemExit(1)


def first_line(error: SQLAlchemyError) -> str:
    return str(error).partition("\n")[0]
