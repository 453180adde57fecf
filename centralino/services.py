"""The one wiring: what serves calls, and what only rehearses them."""
