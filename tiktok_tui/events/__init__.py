"""The parts of an event: the tables of fields, rules, names and currencies.

It is the lowest package, so it also holds what all others need: the errors, TOML text with lines, private files.
"""
