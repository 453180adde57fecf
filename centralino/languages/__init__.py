"""What callers hear, in words: hours, dates, numbers, addresses and prompts."""
