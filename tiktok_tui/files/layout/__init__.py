"""Where the table lies in a text or a sheet: its header, and what stands above and below it."""
