"""What all tests share: property tests without a clock, and a Ctrl-C that arrives."""

import os
import signal

from hypothesis import settings

settings.register_profile("house", deadline=None, derandomize=bool(os.environ.get("CI")))
settings.load_profile("house")

# A shell's background job ignores SIGINT and hands that down: commands that the tests interrupt
# would go on for ever.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)
