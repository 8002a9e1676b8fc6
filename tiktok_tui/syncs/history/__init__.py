"""The past of each sync: its nights, their results, and the exports that are held."""
