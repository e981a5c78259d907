import numpy as np
import pytest

from fl.aggregate import weighted_mean


def test_missing_site_drops_out():
    mean = weighted_mean({"a": np.array([1.0]), "b": np.array([3.0])}, {"a": 1, "b": 1, "c": 8})
    assert mean == pytest.approx([2.0])


def test_nothing_sent_is_an_error():
    with pytest.raises(ValueError):
        weighted_mean({}, {"a": 1.0})
