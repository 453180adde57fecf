"""The doctor: what works and what does not, from the settings to the last telephone."""
