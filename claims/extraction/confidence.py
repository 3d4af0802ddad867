"""From the network's score of an attribution to how likely it is to be right."""

import math

EDGE = 1e-6  # scores are kept this far from 0 and 1, whose logits are infinite


def calibrated(score: float, a: float, b: float) -> float:
    """The probability that what scored `score` (0 to 1) is right: the sigmoid of `a` times the score's logit plus `b`.

    Platt scaling (Platt 1999) on the logit, so that a = 1 and b = 0 change nothing; for a > 0 the order stays.
    """
    return sigmoid(a * logit(score) + b)


def logit(share: float) -> float:
    """The logarithm of the odds of a share from 0 to 1; finite at both ends."""
    inner = min(max(share, EDGE), 1 - EDGE)
    return math.log(inner / (1 - inner))


def sigmoid(value: float) -> float:
    """The share whose logit is `value`."""
    if value >= 0:
        return 1 / (1 + math.exp(-value))
    odds = math.exp(value)
    return odds / (1 + odds)
