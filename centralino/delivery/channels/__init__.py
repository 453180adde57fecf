"""The ways that messages go, each behind one protocol: channel.py."""
