"""What a connection may cost, and for how long."""

WHOLE_WITHIN = 5.0  # seconds for a request, from its first byte; a new connection's, from accept
WRITTEN_WITHIN = 60.0  # seconds for an answer that its reader does not take at once
LINGER = 2.0  # seconds in which whoever was refused may read why
LARGEST_HEAD = 32_768  # bytes; what a call remembers travels in its URL, of 8,190 at the most
ONE_READ = 65_536  # bytes
SOON = 1.0  # seconds; how often the poller looks up when nothing happens
