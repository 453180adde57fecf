"""Live notices and closures: made from a terminal or a telephone, heard by calls at once."""
