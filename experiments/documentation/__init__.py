"""The pages of `docs/` that are made from code and data: parameters, ODD protocol, coverage.

`python -m experiments.documentation` writes them afresh; a test holds the committed pages to it.
"""
