"""What the person has set up: credentials, destinations, remembered mappings, and where each of them lives."""
