"""By a signed POST to whoever keeps tickets, or anything else that listens."""
