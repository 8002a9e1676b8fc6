"""The parts of the commands that set up credentials and destinations."""
