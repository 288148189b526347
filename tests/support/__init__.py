"""What several test modules share. Nothing here repeats the loaders' own reasoning."""
