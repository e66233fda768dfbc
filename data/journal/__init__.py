"""Journal of decisions: an append-only record, sealed entry by entry, that writes registers."""
