"""Music stands lent: a register that the hub does not have, as somebody would add it."""
