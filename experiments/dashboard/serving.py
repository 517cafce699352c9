"""The server: bound to this machine unless told otherwise, quiet, and without any telemetry."""

from __future__ import annotations

import importlib.metadata
import os
import pathlib
import re
import secrets
import socket
import sys
import threading
import webbrowser
from typing import Any

from experiments.dashboard.fault import DashboardError

#: Names under which this machine calls itself.
LOCAL = ("localhost", "127.0.0.1", "::1")

#: Settings of Solara's server: nobody is told of anything, no version is looked up.
_SETTINGS = {
    "SOLARA_APP": "experiments.dashboard.app",
    "SOLARA_MODE": "production",
    "SOLARA_TELEMETRY_MIXPANEL_ENABLE": "false",
    # page.css turns dark itself: with "auto" this server's template has no element to mount
    "SOLARA_THEME_VARIANT": "light",
    "SOLARA_THEME_SHOW_BANNER": "false",
    "SOLARA_THEME_LOADER": "plain",
    "SOLARA_ASSETS_FONTAWESOME_ENABLED": "false",
    "SOLARA_SESSION_HTTP_ONLY": "true",
    # a page that was closed is forgotten after an hour
    "SOLARA_KERNEL_CULL_TIMEOUT": "1h",
}
#: Where a page asks for the scripts of Solara.
_CDN = re.compile(r"(/_solara/cdn/@widgetti/)([\w-]+)@(\d+)([\d.]*)(/.*)")


def listening(host: str, port: int) -> socket.socket:
    """A socket that listens, so that a port in use is told before anything is loaded.

    Raises
    ------
    DashboardError
        When the address cannot be used.
    """
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        made = socket.socket(family, kind, protocol)
    except OSError as error:
        raise DashboardError(f"--host {host} is no address of this machine: {error}") from None
    try:
        made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        made.bind(address)
        made.listen(128)
    except OSError as error:
        made.close()
        reason = error.strerror or str(error)
        raise DashboardError(
            f"--port {port} on {host} cannot be used: {reason}; name another, or --port 0 for any "
            "free one"
        ) from None
    return made


def address(host: str, made: socket.socket) -> str:
    """The address as it is typed into a browser."""
    shown = "localhost" if host in LOCAL else host
    return f"http://{f'[{shown}]' if ':' in shown else shown}:{made.getsockname()[1]}/"


def prepare_environment() -> None:
    """Set what Solara reads at its import; what the person has set stays."""
    for name, value in _SETTINGS.items():
        os.environ.setdefault(name, value)
    os.environ.setdefault("SOLARA_SESSION_SECRET_KEY", secrets.token_hex(32))


def has_assets() -> bool:
    """Whether the page's scripts lie on this machine; otherwise they come from a network."""
    three = importlib.metadata.version("ipyvue").startswith("3")
    name = "solara-vuetify3-app" if three else "solara-vuetify-app"
    return any(_assets().glob(f"{name}@*"))


def _assets() -> pathlib.Path:
    given = os.environ.get("SOLARA_ASSETS_PROXY_CACHE_DIR")
    folder = pathlib.Path(given) if given else pathlib.Path(sys.prefix) / "share/solara/cdn"
    return folder / "@widgetti"


def nearest_asset(path: str) -> str:
    """The path of a script, of another version with the same major number where only that is here.

    solara-assets is released less often than solara, so the two seldom name the same version.
    """
    asked = _CDN.fullmatch(path)
    if asked is None or (_assets() / f"{asked[2]}@{asked[3]}{asked[4]}").is_dir():
        return path
    here = sorted(folder.name for folder in _assets().glob(f"{asked[2]}@{asked[3]}.*"))
    return f"{asked[1]}{here[-1]}{asked[5]}" if here else path


class _NearestAssets:
    """Answers for the version of a script that is here."""

    def __init__(self, app: Any):
        self.app = app

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] == "http":
            path = nearest_asset(scope["path"])
            scope = {**scope, "path": path, "raw_path": path.encode()}
        await self.app(scope, receive, send)


def serve(host: str, made: socket.socket, open_browser: bool) -> None:
    """Serve until interrupted.

    Raises
    ------
    KeyboardInterrupt
        When the person ends it.
    """
    import uvicorn
    from solara.server.starlette import app
    from starlette.middleware.trustedhost import TrustedHostMiddleware

    served: Any = _NearestAssets(app)
    if host in LOCAL:
        # a foreign page that resolves its own name to this machine gets nothing
        served = TrustedHostMiddleware(served, allowed_hosts=["localhost", "127.0.0.1", "[::1]"])
    config = uvicorn.Config(
        served, log_level="warning", access_log=False, timeout_graceful_shutdown=1,
        lifespan="on", ws="auto",
    )  # fmt: skip
    server = uvicorn.Server(config)
    if open_browser:
        timer = threading.Timer(1.0, webbrowser.open, [address(host, made)])
        timer.daemon = True
        timer.start()
    server.run(sockets=[made])
