import pytest

from experiments.dashboard.fault import DashboardError
from experiments.dashboard.serving import address, listening, nearest_asset


def test_it_listens_on_this_machine():
    made = listening("localhost", 0)
    with made:
        assert made.getsockname()[0] in ("127.0.0.1", "::1")
        assert address("localhost", made) == f"http://localhost:{made.getsockname()[1]}/"


def test_a_port_in_use_is_told():
    with listening("127.0.0.1", 0) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(DashboardError, match=f"--port {port} on 127.0.0.1 cannot be used"):
            listening("127.0.0.1", port)


def test_a_host_that_is_not_here_is_told():
    with pytest.raises(DashboardError, match="is no address of this machine"):
        listening("no-such-host.invalid", 0)


@pytest.mark.parametrize(("here", "answer"), [("5.1.1", "5.1.1"), ("5.2.0", "5.2.0"),
                                              ("4.9.0", "5.2.0")])  # fmt: skip
def test_a_script_of_the_same_major_version_stands_in(tmp_path, monkeypatch, here, answer):
    monkeypatch.setenv("SOLARA_ASSETS_PROXY_CACHE_DIR", str(tmp_path))
    (tmp_path / f"@widgetti/solara-vuetify3-app@{here}").mkdir(parents=True)
    path = "/_solara/cdn/@widgetti/solara-vuetify3-app@{}/dist/main8.css"
    assert nearest_asset(path.format("5.2.0")) == path.format(answer)
    assert nearest_asset("/jupyter/x") == "/jupyter/x"
