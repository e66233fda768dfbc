"""Views: what the store hands to pages and components draw, after scope and disclosure."""
