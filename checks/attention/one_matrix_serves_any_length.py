"""One matrix for queries and keys serves every pair of lengths: projections act on features only.

X·W maps n × d to n × d_k for every n, so the scores have shape n_q × n_k whichever matrices are
shared. What has to agree is the width d_k of q and k, and the number of keys and of values.
Vaswani et al. 2017, §3.2.1.
"""

from itertools import product

from torch import Tensor

from quizkit.evidence import Lab, check

D, LENGTHS = 16, (1, 5, 9)


def by_score(q: Tensor, k: Tensor) -> Tensor:
    return (q @ k.T / q.shape[-1] ** 0.5).softmax(-1)


def by_position(q: Tensor, k: Tensor) -> Tensor:
    """Weights learned for 5 queries and 5 keys, as in a layer that mixes positions."""
    return q.new_ones(5, 5).softmax(-1)


@check(
    controls={
        "weights learned per position": {"weights": by_position},
        "keys narrower than queries": {"key_width": D // 2},
    }
)
def one_matrix_serves_any_length(lab: Lab, weights=by_score, key_width=D) -> None:
    w, w_v = lab.normal(2, D, D) / D**0.5

    def runs(n_q: int, n_k: int) -> bool:
        x, y = lab.normal(n_q, D), lab.normal(n_k, D)
        try:
            output = weights(x @ w, y @ w[:, :key_width]) @ (y @ w_v)
        except RuntimeError:
            return False
        return output.shape == x.shape

    n = sum(runs(n_q, n_k) for n_q, n_k in product(LENGTHS, LENGTHS))
    lab.count("pairs of lengths that work, of 9", n, equals=9)


if __name__ == "__main__":
    one_matrix_serves_any_length.main()
