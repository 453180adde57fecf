"""What a message is called wherever it goes: the same, the same."""

from email.utils import parseaddr

NO_SENDER = "centralino@localhost"  # where `mail.from` is not configured


def message_id(name: str, sender: str) -> str:
    """`<RE….voicemail@example.org>`."""
    return f"<{name}@{domain(sender)}>"


def bare(sender: str) -> str:
    """The sender's address alone, for the envelope."""
    return parseaddr(sender)[1] or NO_SENDER


def domain(sender: str) -> str:
    return bare(sender).rpartition("@")[2]
