"""Which amount was paid, in which currency and unit, and what may differ from it."""
