"""What the publisher decides and brings: settings, texts, a theme."""
