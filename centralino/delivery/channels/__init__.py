"""The ways in which an office is told: one folder each."""
