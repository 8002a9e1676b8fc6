"""The five steps from a credential to an upload, and what has been decided so far."""
