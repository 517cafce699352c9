from tests.rules.contract import RuleContract


class TestDisbursement(RuleContract):
    name = "disbursement"
    arguments = {
        "disbursed_share": {"shock": (-3, 3), "delay": (0, 4)},
        "cancelled": {"undisbursed": (0, 100)},
    }
    returns = {"disbursed_share": (0, 1), "cancelled": (0, 40)}
    directions = {"disbursed_share": {"shock": 1, "delay": -1}, "cancelled": {"undisbursed": 1}}
    off = {"disbursed_share": 1.0, "cancelled": 0.0}
