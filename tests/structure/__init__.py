"""Tests of power, balance, camps, stability, credit and burden."""
