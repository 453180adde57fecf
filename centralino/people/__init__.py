"""Who may see what on the pages, and how they sign in."""
