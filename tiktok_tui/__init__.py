"""Send a company's offline and web conversions to TikTok Ads from a terminal."""

__version__ = "0.1.0"
