"""Prints shares of a class among made-up scores by four methods, for PrevalenceTests. Usage: python3 prevalence.py (numpy)."""
import numpy as np


def scores(count, shift, power):
    # Numbers that Swift computes to the last bit: k/1000 by a linear congruence.
    state, values = shift, []
    for _ in range(count):
        state = (state * 1103515245 + 12345) % 2147483648
        values.append(max(1, min(999, round(1000 * (state / 2147483648) ** power))) / 1000)
    return np.array(values)


negative, other = scores(90, 1, 0.5), scores(210, 2, 2)
posts = np.concatenate([scores(260, 3, 0.5), scores(340, 4, 2)])
p, y = np.concatenate([negative, other]), np.repeat([1.0, 0.0], [90, 210])
tpr, fpr = (negative >= 0.5).mean(), (other >= 0.5).mean()
q = (posts >= 0.5).mean()


def emq(s, prior):
    share = prior
    for _ in range(200000):
        a, b = share / prior * s, (1 - share) / (1 - prior) * (1 - s)
        share, last = (a / (a + b)).mean(), share
        if abs(share - last) < 1e-15:
            break
    return share


design, b = np.c_[np.ones(300), p], np.zeros(2)
for _ in range(50):
    m = 1 / (1 + np.exp(-design @ b))
    b += np.linalg.solve(design.T @ (design * (m * (1 - m))[:, None]), design.T @ (y - m))
platt = 1 / (1 + np.exp(-(b[0] + b[1] * posts)))
print("count", float(q))
print("adjusted count", float((q - fpr) / (tpr - fpr)))
print("adjusted scores", float((posts.mean() - other.mean()) / (negative.mean() - other.mean())))
print("emq", float(emq(posts, 0.3)))
print("platt emq", float(emq(platt, 0.3)))
