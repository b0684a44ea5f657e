"""What each block of newsroom text is for: headline, byline, caption, paragraph, bio."""
