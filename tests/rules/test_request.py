from typing import Any

import numpy as np
import yaml

from tests.rules.contract import CASES, RuleContract

CHANNELS = 5


class TestRequest(RuleContract):
    """Channels lead here, so every draw has one more axis and cases hold lists."""

    name = "request"
    arguments = {"tilted_profile": {"profile": (0, 1), "request": (0, 1), "data": (0, 1)}}
    returns = {"tilted_profile": (0, CHANNELS)}

    def draw(self, name: str, shape: tuple[int, ...] = ()) -> dict[str, Any]:
        return super().draw(name, (CHANNELS, *(shape or (self.samples,))))

    def test_any_leading_shape_gives_the_same_bits(self) -> None:
        tilted, args, p = (
            self.function("tilted_profile"),
            self.draw("tilted_profile", (7, 4)),
            self.rule(),
        )
        whole = tilted(**args, p=p)
        rows = {k: np.asfortranarray(v) for k, v in args.items()}
        np.testing.assert_array_equal(whole, tilted(**rows, p=p))
        for run in range(7):
            for actor in range(4):
                one = tilted(**{k: v[:, run, actor].copy() for k, v in args.items()}, p=p)
                np.testing.assert_array_equal(one, whole[:, run, actor])

    def test_directions(self) -> None:
        """A louder request for a channel raises its share and lowers every other."""
        args, p = self.draw("tilted_profile"), self.rule()
        args["data"] = 0.5
        args["request"][0] = 0.2
        before = self.function("tilted_profile")(**args, p=p)
        args["request"][0] = 0.9
        after = self.function("tilted_profile")(**args, p=p)
        asked = args["profile"][0] > 0
        assert (after[0, asked] >= before[0, asked]).all()
        assert (after[0, asked] > before[0, asked] + 1e-6).any()
        assert (after[1:] <= before[1:] + 1e-12).all()

    def test_switched_off(self) -> None:
        args = self.draw("tilted_profile")
        value = self.function("tilted_profile")(**args, p=self.rule(on=0))
        np.testing.assert_array_equal(value, args["profile"])
        working = self.function("tilted_profile")(**args, p=self.rule())
        assert not np.array_equal(working, args["profile"])

    def test_cases_by_hand(self) -> None:
        for case in yaml.safe_load((CASES / f"{self.name}.yaml").read_text()):
            given = {k: np.array(v) for k, v in case["given"].items()}
            value = self.function(case["function"])(**given, p=self.rule(**case["p"]))
            np.testing.assert_allclose(value, case["gives"], rtol=1e-9, atol=1e-12)

    def test_the_total_is_kept(self) -> None:
        args = self.draw("tilted_profile")
        for p in self.rules_to_try():
            value = self.function("tilted_profile")(**args, p=p)
            np.testing.assert_allclose(value.sum(axis=0), args["profile"].sum(axis=0), rtol=1e-12)

    def test_a_partner_without_channels_keeps_none(self) -> None:
        none = np.zeros((CHANNELS, 3))
        value = self.function("tilted_profile")(none, np.ones_like(none), 0.5, self.rule())
        np.testing.assert_array_equal(value, none)

    def test_data_bring_help_closer_to_what_is_asked_for(self) -> None:
        half, first = np.array([0.5, 0.5]), np.array([1.0, 0.0])
        shares = [
            self.function("tilted_profile")(half, first, data, self.rule())[0]
            for data in (0.0, 0.5, 1.0)
        ]
        assert shares == sorted(shares)
        assert shares[0] < shares[2]
