"""Components that pages are made of: data in, components out; no callbacks, no queries."""
