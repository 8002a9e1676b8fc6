"""From a file, a mapping and a destination to ready events and problems, row by row, and their totals."""
