"""Where rows come from, as a value: a file, files, a query, a pipe, an address, object storage."""
