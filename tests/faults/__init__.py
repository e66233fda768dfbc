"""Loading survives faults: nothing is lost, nothing comes twice, the next load puts all right."""
