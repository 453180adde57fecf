"""A number's flow, and the walk of a call through it."""
