"""The dashboard: scenarios, levers and single runs in the browser, on the reader's own machine.

`state` says what is looked at and turns it into a link and back; `preparing`, `computing`,
`comparing`, `stepping` and `documents` work it out without a browser; `panels` and `app` show it.
"""
