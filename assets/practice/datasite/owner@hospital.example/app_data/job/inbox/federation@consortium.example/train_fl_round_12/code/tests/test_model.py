import numpy as np

from fl.model import gradient, predict


def test_zero_weights_predict_a_half():
    assert predict(np.zeros(2), np.ones((1, 2))).tolist() == [0.5]


def test_intercept_is_not_shrunk():
    at_rest = gradient(np.array([2.0]), np.ones((1, 1)), predict(np.array([2.0]), np.ones((1, 1))), l2=1.0)
    assert at_rest.tolist() == [0.0]
