"""In a head of width 1 only two keys can ever win, whatever the projections and the query.

At d_k = 1 the score q·k is a product of two numbers. A positive query puts the keys in their own
order, a negative one in the reverse, so the largest weight goes to the largest key or to the
smallest. In two dimensions every vertex of the keys' convex hull can win.
Bhojanapalli et al. 2020, proof of Theorem 1, uses the same head of width 1.
"""

from torch import Tensor

from quizkit.evidence import Lab, check

LAYERS, QUERIES, KEYS, D = 50, 300, 32, 16


def of_both_signs(q: Tensor) -> Tensor:
    return q


def of_one_sign(q: Tensor) -> Tensor:
    return q.abs()


@check(controls={"a head of width 2": {"width": 2}, "queries of one sign": {"query": of_one_sign}})
def width_one_ranks_keys_once(lab: Lab, width=1, query=of_both_signs) -> None:
    x, y = lab.normal(LAYERS, QUERIES, D), lab.normal(LAYERS, KEYS, D)
    w_q, w_k = lab.normal(2, LAYERS, D, width)
    weights = (query(x @ w_q) @ (y @ w_k).mT).softmax(-1)
    winners = [len(keys.unique()) for keys in weights.argmax(-1)]
    lab.count("keys that ever win, fewest", min(winners), equals=2)
    lab.count("keys that ever win, most", max(winners), equals=2)


if __name__ == "__main__":
    width_one_ranks_keys_once.main()
