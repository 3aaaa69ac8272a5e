"""Text to comparable form: scripts, legal forms, generic words, abbreviations."""
