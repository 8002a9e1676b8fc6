"""The text of a file: unpacked, decoded, and read record by record with exact row numbers."""
