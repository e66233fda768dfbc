"""The hub's registers, one file each: what the lead organisation itself keeps."""
