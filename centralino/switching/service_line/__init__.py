"""The service line: an office's own people switch their number by telephone."""
