"""What people decide: an append-only record, sealed entry by entry, that writes what it decides."""
