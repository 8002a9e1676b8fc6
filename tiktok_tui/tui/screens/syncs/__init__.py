"""The screens of syncs: one with its nights, and a new one out of an upload."""
