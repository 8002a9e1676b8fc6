"""The words of exports in more languages than the tables of `synonyms` and `states` have: a table for each."""
