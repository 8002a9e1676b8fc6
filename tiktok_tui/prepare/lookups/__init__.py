"""Values that SQL cannot decide alone: phone numbers, countries, time zones and addresses, looked up once each."""
