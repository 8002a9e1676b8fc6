"""Which column fills which field: the model of a mapping, its file, its check and its suggestion."""
