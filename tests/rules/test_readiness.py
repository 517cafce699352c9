from tests.rules.contract import RuleContract

STOCKS = ("skill", "equipment", "capacity", "serviceability", "manning", "interoperability")


class TestReadiness(RuleContract):
    name = "readiness"
    arguments = {"readiness": dict.fromkeys(STOCKS, (0, 1))}
    returns = {"readiness": (0, 1)}
    directions = {"readiness": dict.fromkeys(STOCKS, 1)}
