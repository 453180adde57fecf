"""A thread's part: from a whole request to an answer that has gone, or waits to be written."""

from datetime import timedelta
from time import perf_counter
from typing import Any

from gunicorn.http import wsgi
from gunicorn.http.message import Request

from handlers.server.connection import Connection, SentAnswer


def answer(worker: Any, connection: Connection) -> bool:
    """Whether the connection is free; if not, the poller writes, closes or goes on. Never raises.

    As gunicorn's ThreadWorker.handle and handle_request, which themselves read and write.
    """
    request = connection.request
    connection.request = None
    made: SentAnswer | None = None
    try:
        worker.cfg.pre_request(worker, request)
        made, environ = wsgi.create(
            request,
            connection.outgoing,
            connection.client,
            connection.server,
            worker.cfg,
            response_class=SentAnswer,
            response_args=(connection, worker.stops),
        )
        environ["wsgi.multithread"] = True
        worker.count()
        _run(worker, request, made, environ)
    except BaseException as error:  # noqa: BLE001 - told by gunicorn's own handler
        return _failed(worker, connection, request, made, error)
    return made.is_free


def _run(worker: Any, request: Request, made: SentAnswer, environ: dict[str, Any]) -> None:
    began = perf_counter()
    body = worker.wsgi(environ, made.start_response)
    try:
        if isinstance(body, wsgi.FileWrapper):
            made.write_file(body)
        else:
            for piece in body:
                made.write(piece)
        made.close()
    finally:
        if worker.log.access_log_enabled:
            took = timedelta(seconds=perf_counter() - began)
            worker.log.access(made, request, environ, took)
        if hasattr(body, "close"):
            body.close()
        worker.cfg.post_request(worker, request, environ, made)


def _failed(
    worker: Any,
    connection: Connection,
    request: Request,
    made: SentAnswer | None,
    error: BaseException,
) -> bool:
    if made is not None and made.complete:
        if not isinstance(error, OSError):
            worker.log.exception("Error after an answer")
        return made.is_free
    connection.keeps = False
    connection.outgoing.discard()
    worker.handle_error(request, connection.outgoing, connection.client, error)
    return False
