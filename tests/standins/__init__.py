"""Stand-ins for what is outside: Twilio's API, a mail server, a PostgreSQL server."""
