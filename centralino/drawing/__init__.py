"""A flow as a picture: what a caller meets, from the first word to each way in which it ends."""
