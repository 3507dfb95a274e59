"""With the diagonal of its attention hidden, BERT still passes every word to its own output.

The residual stream starts with x_i and goes around the mask, so the leak is there from the first
layer on. Replacing the word by [MASK] in the input cuts the residual and every detour at once:
then ∂h_i/∂x_i is exactly zero at any depth, with attention in both directions.
Devlin et al. 2019, §3.1.
"""

import torch
from torch import Tensor

from quizkit.evidence import Lab, check
from quizkit.evidence.subjects import MASK, SMALL_BERT, additive_mask, small_bert

N = 6


def as_they_are(words: Tensor, itself: Tensor, mask: Tensor) -> Tensor:
    return words.expand(N, N, -1)


def itself_masked(words: Tensor, itself: Tensor, mask: Tensor) -> Tensor:
    return torch.where(itself[..., None], mask, words)


def mask_added(words: Tensor, itself: Tensor, mask: Tensor) -> Tensor:
    return words + itself[..., None] * mask


@check(
    controls={
        "the word masked in the input as well": {"under_hidden_diagonal": itself_masked},
        "[MASK] added to the word": {"masking": mask_added},
        "[MASK] left out": {"masking": as_they_are},
    }
)
def diagonal_mask_in_bert(
    lab: Lab, under_hidden_diagonal=as_they_are, masking=itself_masked
) -> None:
    itself = torch.eye(N, dtype=torch.bool, device=lab.device)

    def leaks(show, visible: Tensor, bert, words: Tensor) -> Tensor:
        mask = bert.embeddings.word_embeddings.weight[MASK].detach()

        def own_outputs(x: Tensor) -> Tensor:  # row i: h_i when row i of the batch is shown
            hidden = bert(
                inputs_embeds=show(x, itself, mask), attention_mask=additive_mask(visible)
            )
            return (hidden.last_hidden_state.diagonal(dim1=0, dim2=1).T * signs).sum(-1)

        jacobian = torch.autograd.functional.jacobian(own_outputs, words)
        return (jacobian.diagonal(dim1=0, dim2=1).norm(dim=0) != 0).sum()

    for layers in lab.sweep("layers", (1, 2, 3)):
        bert = small_bert(lab, num_hidden_layers=layers)
        words, signs = lab.normal(2, N, SMALL_BERT["hidden_size"])
        hidden = leaks(under_hidden_diagonal, ~itself, bert, words)
        masked = leaks(masking, itself | ~itself, bert, words)
        lab.count("outputs with their own word, diagonal hidden", hidden, equals=N)
        lab.count("outputs with their own word, [MASK] shown", masked, equals=0)


if __name__ == "__main__":
    diagonal_mask_in_bert.main()
