import pytest

from tests.rules.contract import RuleContract


class TestTechnology(RuleContract):
    name = "technology"
    arguments = {
        "next_technology": {"level": (0, 1), "inflow": (0, 60)},
        "next_delivered": {"lately": (0, 50), "delivered": (0, 50)},
        "connection": {"level": (0, 1), "radios": (0, 1)},
        "information_quality": {"level": (0, 1), "shared": (0, 10)},
        "supplier_dependence": {"level": (0, 1), "concentration": (0, 1)},
        "detected": {"level": (0, 1), "quality": (0, 20)},
    }
    returns = {
        "next_technology": (0, 1),
        "next_delivered": (0, 50),
        "connection": (0, 1),
        "information_quality": (0, 20),
        "supplier_dependence": (0, 1),
        "detected": (0, 1),
    }
    directions = {
        "next_technology": {"level": 1, "inflow": 1},
        "next_delivered": {"lately": 1, "delivered": 1},
        "connection": {"level": 1, "radios": 1},
        "information_quality": {"level": 1, "shared": 1},
        "supplier_dependence": {"level": 1, "concentration": 1},
        "detected": {"level": 1, "quality": 1},
    }
    off = {
        "next_technology": "level",
        "connection": 0.0,
        "information_quality": "shared",
        "supplier_dependence": 0.0,
        "detected": 1.0,
    }

    @pytest.mark.parametrize(
        ("switch", "function"),
        [
            ("surveillance", "detected"),
            ("communications", "connection"),
            ("analytics", "information_quality"),
        ],
    )
    def test_each_kind_has_an_effect_of_its_own_and_a_switch(self, switch, function):
        args = self.draw(function)
        at_zero = self.function(function)(**{**args, "level": 0.0}, p=self.rule())
        off = self.function(function)(**args, p=self.rule(**{switch: 0}))
        if switch == "communications":  # its switch silences radios too
            assert (off == 0.0).all()
        else:
            assert (off == at_zero).all()
        others = {"surveillance", "communications", "analytics"} - {switch}
        kept = self.function(function)(**args, p=self.rule(**dict.fromkeys(others, 0)))
        assert (kept == self.function(function)(**args, p=self.rule())).all()
