"""How scripts of others, shipped in assets, are made from what their makers publish."""
