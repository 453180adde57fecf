"""The offices' shared inbox of voicemails and missed calls."""
