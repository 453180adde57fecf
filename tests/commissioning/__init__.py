"""From an office's request to a flow file and a sheet."""
