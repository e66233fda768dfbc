"""Settings of the hub and its warehouse, shared by both sides."""
