"""What an answer is made of: format, language, content coding, header fields."""
