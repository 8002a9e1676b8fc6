"""Connections to databases: ADBC's connection profiles, with their secrets in the environment or the keyring."""
