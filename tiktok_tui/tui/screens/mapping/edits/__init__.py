"""Changes of a mapping, one module for each kind of question that is asked."""
