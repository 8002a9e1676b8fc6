"""What an event is: the tables of fields, rules, names and currencies. No input or output happens here."""
