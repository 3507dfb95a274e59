"""Neither additive nor scaled dot-product weights saturate as d_k grows; only unscaled ones do.

An additive score v·tanh(q + k) sums d_k bounded terms; with v of variance 1/d_k, as an
initialisation by fan-in has it, its variance does not depend on d_k. Neither does that of q·k/√d_k.
So at the start of training saturation gives additive attention no advantage that grows with d_k.
What Vaswani et al. report is the dot product without scale; without its own scale in v, an additive
score saturates too.
Vaswani et al. 2017, §3.2.1.
"""

import torch

from quizkit.evidence import Lab, check

SEQUENCES, QUERIES, KEYS = 200, 8, 32


@check(controls={"scale forgotten": {"power": 0.0}, "v of variance 1": {"v_power": 0.0}})
def saturation_of_scores(lab: Lab, power=0.5, v_power=0.5) -> None:
    for d_k in lab.sweep("d_k", (16, 64, 256)):
        q = lab.normal(SEQUENCES, QUERIES, 1, d_k, dtype=torch.float32)
        k = lab.normal(SEQUENCES, 1, KEYS, d_k, dtype=torch.float32)
        v = lab.normal(SEQUENCES, 1, d_k, 1, dtype=torch.float32) / d_k**v_power
        for name, scores in {
            "additive": ((q + k).tanh() @ v)[..., 0],
            "dot product": (q * k).sum(-1) / d_k**power,
        }.items():
            largest = scores.softmax(-1).amax(-1)
            lab.median(f"largest weight, {name}", largest, at_most=0.2)


if __name__ == "__main__":
    saturation_of_scores.main()
