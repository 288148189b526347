"""Publishing a new database on a server that is being read: a new file, a new process, and a switch between the two."""
