"""The command line of the read side: its options, and what it prints."""
