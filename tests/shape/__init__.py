"""The shape of the code: how far one reads, and how many files a row and a measure pass."""
