"""What is valid and could still be better: hard words, long words, old reviews, entries that nobody uses."""
