"""The place La base: the file that holds everything, its backups, and what may be done with it."""
