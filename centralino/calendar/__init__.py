"""Is it open, why not, and when does it reopen."""
