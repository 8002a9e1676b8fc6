"""The commands: argv to one command, results on stdout, narration on stderr, exit codes in one place."""
