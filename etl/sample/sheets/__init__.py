"""The sheets of a return, one file each: what a partner writes about one quarter."""
