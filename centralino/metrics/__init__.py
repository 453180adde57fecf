"""What Prometheus is told: counts of the call path, and how things stand."""
