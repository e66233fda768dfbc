"""The marts' queries, one file each; each fills the table `mart_<file name>`."""
