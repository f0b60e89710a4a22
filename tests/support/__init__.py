"""What several test folders share: running a script, a server to reach, a program on disk."""
