"""In evaluation mode BERT's dropouts do nothing: two passes over one input agree to the last bit.

nn.Dropout knows the mode of its model. The function F.dropout does not, and drops by default, which
is how a hand-written layer keeps dropping at test time. Srivastava et al. 2014, §4.
"""

import torch
import torch.nn.functional as F

from quizkit.evidence import Lab, check
from quizkit.evidence.subjects import small_bert, words


def as_it_comes(bert, ids):
    return bert(ids).last_hidden_state


def dropped_by_function(bert, ids):
    return F.dropout(bert(ids).last_hidden_state, p=0.1)


@check(
    controls={
        "training mode": {"training": True},
        "F.dropout without its flag": {"run": dropped_by_function},
    }
)
def dropout_is_off_in_evaluation(lab: Lab, training: bool = False, run=as_it_comes) -> None:
    bert, ids = small_bert(lab).train(training), words(lab, 4, 8)
    with torch.no_grad():
        lab.zero("difference between two passes", run(bert, ids) - run(bert, ids))


if __name__ == "__main__":
    dropout_is_off_in_evaluation.main()
