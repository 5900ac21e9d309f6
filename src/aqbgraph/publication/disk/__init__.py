"""What a build writes and keeps: files beside the old publication, steps that need not be done again."""
