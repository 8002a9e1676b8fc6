"""Watch the folder of a sync, and send each file in it once it is complete."""
