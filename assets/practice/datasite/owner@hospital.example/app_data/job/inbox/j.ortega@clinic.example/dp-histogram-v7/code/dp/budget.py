"""Keeps count of the privacy budget and refuses to overspend it."""


class BudgetSpent(Exception):
    pass


class Budget:
    def __init__(self, total: float) -> None:
        if not total > 0:
            raise ValueError("the budget must be positive")
        self.total = total
        self.entries: list[tuple[str, float]] = []

    @property
    def spent(self) -> float:
        return sum(epsilon for _, epsilon in self.entries)

    def spend(self, what: str, epsilon: float) -> float:
        if not epsilon > 0:
            raise ValueError(f"{what}: epsilon must be positive")
        if self.spent + epsilon > self.total + 1e-12:
            raise BudgetSpent(f"{what} needs {epsilon}, only {self.total - self.spent:g} is left")
        self.entries.append((what, epsilon))
        return epsilon

    def as_dict(self) -> dict:
        return {"total": self.total, "spent": self.spent, "entries": dict(self.entries)}
