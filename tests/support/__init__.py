"""Tools of several test folders: a terminal, a sandbox, a Secret Service, files to read."""
