from tests.rules.contract import RuleContract


class TestIndependence(RuleContract):
    name = "independence"
    arguments = {
        "accepted_grant": {"grant": (0, 50), "donor_party": (0, 1), "independence": (0, 1)},
        "access": {"independence": (0, 1), "local": (0, 1), "threat": (0, 1)},
    }
    returns = {"accepted_grant": (0, 50), "access": (0, 1)}
    directions = {
        "accepted_grant": {"grant": 1, "donor_party": -1, "independence": -1},
        "access": {"independence": 1, "local": 1, "threat": -1},
    }
    off = {"accepted_grant": "grant", "access": 1.0}
