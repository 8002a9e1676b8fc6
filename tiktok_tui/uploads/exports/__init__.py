"""Files written out of a file or a run: request bodies and rejects."""
