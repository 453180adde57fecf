"""A year as callers meet it."""
