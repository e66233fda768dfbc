"""Tables that leave the hub: what their files hold, and how it is said."""
