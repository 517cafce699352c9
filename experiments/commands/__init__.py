"""The commands of `coalition`, one a file. Each imports what it needs only when it runs."""
