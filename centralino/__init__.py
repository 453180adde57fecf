"""The switchboard itself: nothing in it knows Flask or the handlers."""
