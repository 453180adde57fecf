"""Every number's flow, kept answers, and help when nothing else can be said."""
