"""The review step: what will be sent, and the last question."""
