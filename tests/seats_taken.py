"""Whatever a test asks: no view touches the database without a seat for it."""

from collections.abc import Callable, Iterator

import pytest
from flask import current_app, has_request_context
from sqlalchemy import Engine

from centralino.store.store import Store
from handlers.database_share import Share

engine_of: Callable[[Store], Engine] = vars(Store)["engine"].fget


@pytest.fixture(scope="session", autouse=True)
def _the_database_is_waited_for_in_a_seat() -> Iterator[None]:
    def engine(store: Store) -> Engine:
        if has_request_context():
            found = current_app.extensions.values()
            sits = any(each.has_taken() for each in found if isinstance(each, Share))
            assert sits, "a view touches the database: declare it, handlers/access.py"
        return engine_of(store)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Store, "engine", property(engine))
        yield
