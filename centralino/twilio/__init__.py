"""The Twilio account: what is asked of Twilio's REST API, rather than answered to its calls."""
