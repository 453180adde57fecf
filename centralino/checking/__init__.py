"""All the paths of a call, and the proof that none is a dead end."""
