"""The read side: what the hub's people see."""
