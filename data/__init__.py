"""What both sides share: the hub's settings and the warehouse."""
