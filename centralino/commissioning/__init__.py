"""A new number: an office's request, the flow file made of it, and a sheet for the office."""
