"""The gate: documents in, findings and problems out, and an exit code that cannot be green by accident."""
