from switching.conftest import on_postgres, postgres_ready, postgres_url, quick, sqlite_ready, store

__all__ = ["on_postgres", "postgres_ready", "postgres_url", "quick", "sqlite_ready", "store"]
