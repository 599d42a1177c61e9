"""Files of every format, read into raw tables in a process of their own."""
