import numpy as np

from fl.clip import clip_to_norm


def test_long_update_is_shortened():
    assert np.linalg.norm(clip_to_norm(np.array([3.0, 4.0]), 1.0)) == 1.0


def test_short_update_stays():
    assert clip_to_norm(np.array([0.1]), 1.0).tolist() == [0.1]
