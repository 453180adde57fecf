"""The database: what is remembered of calls, recordings and workers, in SQLite or PostgreSQL."""
