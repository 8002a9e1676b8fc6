"""What several test folders share: a terminal, a sandbox, a Secret Service, files to read."""
