"""The commands below `tiktok-tui sync`, one module each, and what they share."""
