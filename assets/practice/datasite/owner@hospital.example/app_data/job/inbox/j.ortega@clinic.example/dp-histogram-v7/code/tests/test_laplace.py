import pandas as pd
import pytest

from dp.bins import count_in_bins
from dp.budget import Budget, BudgetSpent
from dp.laplace import noisy_counts


def test_outliers_land_in_the_outer_bins():
    counts = count_in_bins(pd.Series([-5, 1, 15, 900]), [0, 10, 20])
    assert counts.tolist() == [2, 2]


def test_noise_keeps_counts_whole_and_not_negative():
    noisy = noisy_counts(pd.Series([0, 0, 50]), epsilon=0.5)
    assert (noisy >= 0).all()
    assert noisy.dtype == int


def test_overspending_is_refused():
    budget = Budget(1.0)
    budget.spend("age", 0.7)
    with pytest.raises(BudgetSpent):
        budget.spend("stay", 0.4)
