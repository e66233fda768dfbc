"""Jobs: files loaded as they arrive in a folder, and files handed in on a page."""
