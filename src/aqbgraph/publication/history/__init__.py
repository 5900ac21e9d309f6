"""What each publication changes: for followers as a feed, for people in words."""
