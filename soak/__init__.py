"""Everything is broken, over and over, while voicemails come in: none may be lost (`make soak`)."""
