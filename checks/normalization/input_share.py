"""At initialisation pre-LN keeps a share 1/√(1 + L) of its input after L blocks, post-LN 2^(-L/2).

The stream is the input plus branches. In pre-LN the input stays in it untouched, one of 1 + L terms
of variance 1; its correlation with the stream is 1/√(1 + L). A post-LN block divides the sum of two
such terms, the input among them, by √2 each time: after eight blocks 1/16 of it is left, against
1/3. Branches are single ReLU layers with unit-variance output, not trained.
"""

from _residual import inputs, norm, post_ln, pre_ln, weights

from quizkit.evidence import Lab, check


@check(
    controls={
        "post-LN for pre-LN": {"before": post_ln},
        "pre-LN for post-LN": {"after": pre_ln},
    }
)
def input_share(lab: Lab, before=pre_ln, after=post_ln) -> None:
    x = inputs(lab)
    matrices = [weights(lab) for _ in range(15)]
    for depth in lab.sweep("depth L", (3, 8, 15)):
        pre = post = x
        for w in matrices[:depth]:
            pre, post = before(pre, w), after(post, w)
        in_pre, in_post = (1 + depth) ** -0.5, 2 ** (-depth / 2)
        lab.mean("share of the input, pre-LN", x * norm(pre), equals=in_pre, within=0.05)
        lab.mean("share of the input, post-LN", x * norm(post), equals=in_post, within=0.05)


if __name__ == "__main__":
    input_share.main()
