"""What answers Twilio: signed webhooks, and the audio that it fetches."""
