"""A request that is not read to its end."""

from http import HTTPStatus


class Refusal(Exception):  # noqa: N818 - what it is called on both sides of it
    """The request is answered with this status, and its connection closed."""

    def __init__(self, status: int) -> None:
        self.status = HTTPStatus(status)
        super().__init__(self.status.phrase)
