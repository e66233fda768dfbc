"""The archive: the bytes of every file, the key they are kept under, and the files to read."""
