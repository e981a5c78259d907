from fl.metrics import size_band


def test_bands():
    assert [size_band(n) for n in (0, 99, 100, 4999, 5000)] == [
        "under 100", "under 100", "under 250", "under 5000", "5000 or more",
    ]
