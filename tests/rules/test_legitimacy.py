from tests.rules.contract import RuleContract

UNIT = (0, 1)


class TestLegitimacy(RuleContract):
    name = "legitimacy"
    arguments = {
        "relief": {"aid": (0, 100)},
        "visibility": {"troops": (0, 40000)},
        "next_perceived": {"perceived": UNIT, "security": UNIT, "patrols": UNIT},
        "next_expected": {"expected": UNIT, "security": UNIT},
        "next_legitimacy": {
            "legitimacy": UNIT,
            "security": UNIT,
            "expected": UNIT,
            "humanitarian": UNIT,
            "competence": UNIT,
            "abuse": UNIT,
            "foreign": UNIT,
            "nationalism": UNIT,
        },
        "next_confidence": {
            "confidence": UNIT,
            "perceived": UNIT,
            "abuse": UNIT,
            "reporting": UNIT,
        },
        "cooperation": {"legitimacy": UNIT, "confidence": UNIT},
    }
    returns = dict.fromkeys(arguments, UNIT)
    directions = {
        "relief": {"aid": 1},
        "visibility": {"troops": 1},
        "next_perceived": {"perceived": 1, "security": 1, "patrols": 1},
        "next_expected": {"expected": 1, "security": 1},
        "next_legitimacy": {
            "legitimacy": 1,
            "security": 1,
            "expected": -1,
            "humanitarian": 1,
            "competence": 1,
            "abuse": -1,
            "foreign": -1,
            "nationalism": -1,
        },
        "next_confidence": {"confidence": 1, "perceived": 1, "abuse": -1, "reporting": 1},
        "cooperation": {"legitimacy": 1, "confidence": 1},
    }
    off = {
        "next_perceived": "perceived",
        "next_expected": "expected",
        "next_legitimacy": "legitimacy",
        "next_confidence": "confidence",
        "cooperation": 0.5,
    }

    def test_trust_can_be_deaf_to_security(self) -> None:
        """The finding of Blair, Karim & Morse 2019 is one of the rule's settings."""
        p = self.rule(trust_speed=0)
        trust = self.function("next_confidence")
        assert trust(0.4, 0.1, 0.0, 0.0, p) == trust(0.4, 0.9, 0.0, 0.0, p) == 0.4
