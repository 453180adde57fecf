"""A year as a number's callers meet it: open with which hours, closed and why, day by day."""
