"""The write side: files in, a warehouse out."""
