"""What the check does not know: it must not pass over it."""


class UnforeseenError(Exception):
    """A kind of step does what nobody has told the check of: nothing can be proved of it."""
