"""TikTok's API: one client, its tokens, and its error codes as errors of ours."""
