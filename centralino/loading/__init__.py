"""From files to flows, with errors that a person at the helpdesk can act on."""
