"""What everybody uses: numbers, addresses, input errors, settings, logs, the clock."""
