"""From a recording at Twilio to the office's mailbox, whatever breaks on the way."""
