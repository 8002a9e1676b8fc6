"""Running a sync once: what is unfinished is resumed, the export checked, sent or held."""
