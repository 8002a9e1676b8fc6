"""Files, locks and settings that every folder uses, and what the operating system refuses."""
