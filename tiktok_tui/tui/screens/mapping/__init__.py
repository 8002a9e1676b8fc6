"""The mapping step: fields and columns, a row as it is sent, totals over the whole file."""
