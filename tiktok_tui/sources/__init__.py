"""Where rows come from: files, and everything that is copied into a private file first."""
