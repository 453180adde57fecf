"""The HTTP edge: what answers Twilio, offices and operators."""
