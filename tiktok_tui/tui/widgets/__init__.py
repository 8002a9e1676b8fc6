"""The pieces that screens are made of; each knows Textual and nothing of TikTok beyond `events`."""
