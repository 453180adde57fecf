"""How requests reach the app: read whole before a thread is given (docs/decisions/0001)."""
