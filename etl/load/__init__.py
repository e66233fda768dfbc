"""The load: a file read, validated and written in one transaction."""
