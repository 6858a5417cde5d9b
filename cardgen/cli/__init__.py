"""The command line: one module for each command (parse, call, exit), and one place where errors end (``main``)."""
