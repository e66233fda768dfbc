"""Opening files: bytes in, sheets of text cells with their addresses out."""
