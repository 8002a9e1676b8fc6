"""A stand-in for TikTok's API on loopback, as strict as what is documented of the real one.

It imports nothing of the rest of the package, so that the two cannot agree by construction: names, currencies and
rules stand here a second time. Run it with `python -m tiktok_tui.sandbox`; `known` lists the accounts it starts with.
"""
