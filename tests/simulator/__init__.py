"""The telephone, against small apps that answer what a test wants."""
