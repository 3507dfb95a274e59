"""Without positions BERT is permutation equivariant, not invariant: outputs move with their tokens.

Every operation of an encoder either treats each token alone or, in attention, sums over all of
them, so permuting the input permutes the output: f(PX) = P f(X). The output sequence does change.
What does not change is a symmetric pooling of it, and the vector of one given token such as [CLS]
while the others are shuffled: from that, "dog bites man" and "man bites dog" cannot be told apart.
Vaswani et al. 2017, §3.5.
"""

from _bert import encode, sentences, without_positions
from torch import Tensor
from torch.nn.functional import pad

from quizkit.evidence import Lab, check
from quizkit.evidence.subjects import small_bert

LENGTH = 16


def every_token(hidden: Tensor) -> Tensor:
    return hidden


def mean_at_every_token(hidden: Tensor) -> Tensor:
    return hidden.mean(1, keepdim=True).expand_as(hidden)


@check(
    controls={
        "position table kept": {"prepare": lambda bert: bert},
        "causal mask": {"causal": True},
        "outputs already pooled": {"read": mean_at_every_token},
    }
)
def equivariance(lab: Lab, prepare=without_positions, causal=False, read=every_token) -> None:
    bert = prepare(small_bert(lab, is_decoder=causal))
    tokens = sentences(lab, LENGTH)
    # Token 0 plays [CLS] and stays in front; the others change places.
    order = pad(1 + lab.permutation(LENGTH - 1), (1, 0))
    straight, shuffled = read(encode(bert, tokens)), read(encode(bert, tokens[:, order]))
    lab.same("outputs move with their tokens", shuffled, straight[:, order])
    # Rounding is some 1e-15 here; a thousandth of the largest output is not.
    lab.apart("output sequence changes", shuffled, straight, at_least=1e-3)
    lab.same("mean over the sequence", shuffled.mean(1), straight.mean(1))
    lab.same("vector of [CLS]", shuffled[:, 0], straight[:, 0])


if __name__ == "__main__":
    equivariance.main()
