"""By e-mail: words, message, and whoever carries it."""
