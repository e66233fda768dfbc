"""The pages, one file each; Dash finds and runs them, nobody imports them."""
