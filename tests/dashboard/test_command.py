import urllib.error
import urllib.request

import pytest

from tests.dashboard.server import Server


@pytest.fixture
def served():
    made = []

    def start(*words):
        made.append(Server(*words))
        return made[-1]

    yield start
    for one in made:
        one.close()


def test_it_tells_its_address_serves_and_ends_quietly(served):
    server = served("--port", "0")
    assert server.url.startswith("http://localhost:")
    with urllib.request.urlopen(server.url, timeout=30) as answer:
        page = answer.read().decode()
    assert "coalition-lab" in page or "solara" in page
    # a name that resolves to this machine from outside gets nothing
    foreign = urllib.request.Request(server.url, headers={"Host": "evil.example"})
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(foreign, timeout=30)
    assert refused.value.code == 400
    refused.value.close()
    assert server.interrupt() == 130
    assert "Traceback" not in server.errors
    port = server.url.rstrip("/").rpartition(":")[2]
    again = served("--port", port)
    assert again.url == server.url
    taken = served("--port", port)
    assert taken.process.wait(20) == 2
    assert f"--port {port} on localhost cannot be used" in taken.errors
    assert "Traceback" not in taken.errors


def test_bad_numbers_are_told(served):
    server = served("--port", "70000")
    assert server.process.wait(20) == 2
    assert "--port is 70000" in server.errors


def test_without_solara_it_says_how_to_install_it(monkeypatch):
    import importlib.util

    from experiments.commands.dashing import execute
    from experiments.dashboard.fault import DashboardError

    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    with pytest.raises(DashboardError, match=r"coalition-lab\[dashboard\]"):
        execute(0, "localhost", False)
