"""What answers whoever looks after the service: health and metrics."""
