"""Tests of gains, losses and partings."""
