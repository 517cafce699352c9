"""The page's panels, one a file; each is given the session."""
