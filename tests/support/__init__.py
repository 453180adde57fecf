"""What tests share: an app over a folder of flow files, signed webhooks, and TwiML's grammar."""
