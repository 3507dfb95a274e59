"""Weights of FSRS fitted to what one learner really remembered, with `fsrs-rs`.

`fsrs-rs` is imported when weights are to be fitted; no session needs it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from quizkit.errors import QuizkitError
from quizkit.model.review import Action, CardId, Event, Mark, Review, Undo

if TYPE_CHECKING:
    from fsrs_rs_python import FSRSItem

FEWEST = 512
"""From so many scored reviews on, fitted weights are worth a try.

`benchmarks/fewest_reviews.py` measures it on simulated learners: with half as many, learners whom
the library's weights suit well lose more by a fit than the others gain. `fsrs-rs` itself is content
with 8, and then returns the library's weights.
"""
HELD_OUT = 0.2
"""The share of the reviews, the latest, that are kept from the fit and then predicted."""
RELEARNING_STEPS = 1
"""As many as `Fsrs` has: the fit keeps a lapse's weights in the range that suits it."""


@dataclass(frozen=True, slots=True)
class Loss:
    """How far predicted recall is from what was recalled: less is better.

    `log_loss` is the mean of -log(probability given to what happened); `rmse` is the root mean
    square of predicted minus observed recall over bins of alike reviews, as `fsrs-rs` makes them.
    """

    log_loss: float
    rmse: float


@dataclass(frozen=True, slots=True)
class Comparison:
    """The losses of the library's weights, of those in use, and of the new ones."""

    library: Loss
    present: Loss
    fitted: Loss


@dataclass(frozen=True, slots=True)
class Fit:
    """New weights, and what they are worth.

    `everything` is judged on the reviews that the weights were fitted to. `held_out` is the fairer
    judge: the latest `later` reviews, by weights fitted to those before. `present` may have seen
    the held-out reviews when it was fitted, so there the library's weights are the ones to beat.
    """

    weights: tuple[float, ...]
    reviews: int
    later: int
    everything: Comparison
    held_out: Comparison

    @property
    def worse(self) -> bool:
        """Whether the new weights are worse than those in use, or fitting is worse than not to."""
        everything, held_out = self.everything, self.held_out
        return (
            everything.fitted.log_loss > everything.present.log_loss
            or held_out.fitted.log_loss > held_out.library.log_loss
        )


@dataclass(frozen=True, slots=True)
class Scored:
    """A review whose recall is to be predicted: what came before it, and how it went.

    `history` has the rating and the days since the review before, of each review of the card up to
    and with this one.
    """

    at: datetime
    history: tuple[tuple[int, int], ...]


def scored(events: Iterable[Event]) -> list[Scored]:
    """The reviews that tell something about memory, by time; `events` are the log in its order.

    A card's first review has nothing to be predicted from, and one on the day of the review before
    asks what is still in mind; both are history only. What was taken back or crammed is neither,
    and a card that was reset begins anew: so the schedule sees it too.
    """
    log = list(events)
    undone = {event.undoes for event in log if isinstance(event, Undo)}
    lives: dict[CardId, list[list[Review]]] = {}
    for event in log:
        match event:
            case Review(counts=True) if event.id not in undone:
                lives.setdefault(event.card, [[]])[-1].append(event)
            case Mark(action=Action.RESET) if event.id not in undone:
                lives.setdefault(event.card, [[]]).append([])
            case _:
                pass
    found = [sample for card in lives.values() for life in card for sample in _samples(life)]
    return sorted(found, key=lambda sample: sample.at)


def fit(samples: Sequence[Scored], present: Sequence[float]) -> Fit:
    """Fit weights to `samples` (by time); `present` are those in use, empty for the library's.

    Raises:
        QuizkitError: there are too few reviews to fit, or they are too much alike.
    """
    if len(samples) < FEWEST:
        raise QuizkitError(
            f"{len(samples)} reviews on a later day are too few to fit weights to: "
            f"{FEWEST} are needed, {FEWEST - len(samples)} more",
            hint="the library's own weights suit most learners until then",
            zh=f"隔日复习只有 {len(samples)} 次，不足以拟合权重：需要 {FEWEST} 次，"
            f"还差 {FEWEST - len(samples)} 次",
            hint_zh="在那之前，库自带的权重适合大多数人",
        )
    items = [item_of(sample) for sample in samples]
    cut = round(len(items) * (1 - HELD_OUT))
    weights = fitted_to(items)
    return Fit(
        weights=weights,
        reviews=len(items),
        later=len(items) - cut,
        everything=_compared(items, present, weights),
        held_out=_compared(items[cut:], present, fitted_to(items[:cut])),
    )


def _samples(reviews: Sequence[Review]) -> list[Scored]:
    """Days are counted as the schedule counts them: whole spans of 24 hours."""
    history: list[tuple[int, int]] = []
    found: list[Scored] = []
    last: datetime | None = None
    for review in reviews:
        days = max(0, (review.at - last).days) if last else 0
        history.append((int(review.rating), days))
        last = review.at
        if days:
            found.append(Scored(review.at, tuple(history)))
    return found


def item_of(sample: Scored) -> "FSRSItem":
    """A sample as `fsrs-rs` takes it."""
    from fsrs_rs_python import FSRSItem, FSRSReview

    return FSRSItem([FSRSReview(rating, days) for rating, days in sample.history])


def fitted_to(items: "Sequence[FSRSItem]") -> tuple[float, ...]:
    """The weights that predict these items best.

    Raises:
        QuizkitError: there are none, since the items are too few or too much alike.
    """
    from fsrs_rs_python import FSRS

    try:
        found = FSRS([]).compute_parameters(items, num_relearning_steps=RELEARNING_STEPS)
    except ValueError as error:
        raise QuizkitError(
            f"`fsrs-rs` could fit no weights to these reviews: {error}",
            hint="they are too much alike; practise on, and try again later",
            zh=f"`fsrs-rs` 无法由这些复习拟合出权重：{error}",
            hint_zh="这些复习太相似；请继续练习，以后再试",
        ) from error
    # It reckons in 32 bits: 0.8, where `fsrs` allows no more, comes back as 0.800000011920929.
    return tuple(float(f"{weight:.7g}") for weight in found)


def _compared(
    items: "Sequence[FSRSItem]", present: Sequence[float], fitted: Sequence[float]
) -> Comparison:
    from fsrs_rs_python import DEFAULT_PARAMETERS

    library = loss_of(items, DEFAULT_PARAMETERS)
    return Comparison(
        library, loss_of(items, present) if present else library, loss_of(items, fitted)
    )


def loss_of(items: "Sequence[FSRSItem]", weights: Sequence[float]) -> Loss:
    """How far these weights are from what was recalled."""
    from fsrs_rs_python import FSRS

    found = FSRS(list(weights)).evaluate(items)
    return Loss(found.log_loss, found.rmse_bins)
