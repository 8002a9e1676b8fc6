"""The screens, each beside its style sheet of the same name; how one is written stands in `tiktok_tui.tui`."""
