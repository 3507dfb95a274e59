"""What a check beside it trains with."""

from torch.optim import SGD

OPTIMIZER = SGD
