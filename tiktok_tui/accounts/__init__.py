"""The user's settings: credentials, destinations, remembered mappings, and where each of them is stored."""
