"""What the operating system refuses, in the words of whoever reads."""

import errno
import socket
import ssl

from centralino.core.texts import N_, _

REASONS = {
    errno.EACCES: N_("permission denied"),
    errno.EPERM: N_("permission denied"),
    errno.ENOENT: N_("no such file or folder"),
    errno.EEXIST: N_("it exists already"),
    errno.ENOTDIR: N_("part of this path is no folder"),
    errno.EISDIR: N_("it is a folder"),
    errno.EROFS: N_("it cannot be written to"),
    errno.ENOSPC: N_("the disk is full"),
    errno.EDQUOT: N_("the disk's quota is used up"),
    errno.EIO: N_("the device fails"),
    errno.ECONNREFUSED: N_("connection refused"),
    errno.ECONNRESET: N_("connection broken off"),
    errno.EHOSTUNREACH: N_("no way to the host"),
    errno.ENETUNREACH: N_("no way to the network"),
    errno.ETIMEDOUT: N_("no answer in time"),
}
"""What happens; all else is told as the system tells it."""


NO_HOST = N_("the host's name is unknown")


def explain_os_error(error: OSError) -> str:
    """Why, without the file that it is about."""
    if isinstance(error, socket.gaierror):
        return _(NO_HOST)
    if isinstance(error, TimeoutError):
        return _(REASONS[errno.ETIMEDOUT])
    if error.errno in REASONS and not isinstance(error, ssl.SSLError):  # it has numbers of its own
        return _(REASONS[error.errno])
    return error.strerror or str(error) or type(error).__name__
