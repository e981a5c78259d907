import pandas as pd
import pytest

from fl.features import feature_matrix

SCHEMA = {"columns": {"age": {"low": 0, "high": 100}}}
ROW = pd.DataFrame({"age": [50], "sex": ["F"], "ward": ["Surgery"]})


def test_order_is_the_models():
    assert feature_matrix(ROW, ["surgery", "age", "emergency"], SCHEMA).tolist() == [[1.0, 0.5, 0.0]]


def test_unknown_feature_is_named():
    with pytest.raises(KeyError, match="postcode"):
        feature_matrix(ROW, ["postcode"], SCHEMA)
