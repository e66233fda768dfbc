"""Words that both sides know, each said once."""
