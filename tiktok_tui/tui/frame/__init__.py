"""The frame of every screen: title line, key bar, session, navigation."""
