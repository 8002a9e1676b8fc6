"""The mapping step: fields and columns, one row as it is sent, totals over the whole file."""
