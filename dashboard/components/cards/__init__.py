"""Cards: a measure, a flag or a chart with its words, as one component."""
