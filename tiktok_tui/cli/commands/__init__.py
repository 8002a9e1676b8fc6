"""The commands, each in the module of its name; `sync` has its own in `cli/syncs`."""
