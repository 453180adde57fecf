"""What a call is: its caller's input, the state that travels with it, its trail, its log."""
