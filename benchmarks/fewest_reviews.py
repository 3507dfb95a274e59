"""How many reviews weights need before a fit is worth a try: python benchmarks/fewest_reviews.py.

Simulated learners, whose memory follows FSRS with weights that differ from the library's by a
factor of e^(spread × a normal draw), practise by the library's schedule. Weights are fitted to
their first N scored reviews, and predict the next 1000. Told is the log loss by the fitted weights
minus that by the library's: below 0 the fit was worth it. It takes some minutes.
"""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from math import exp
from random import Random

from fsrs.scheduler import DEFAULT_PARAMETERS, LOWER_BOUNDS_PARAMETERS, UPPER_BOUNDS_PARAMETERS

from quizkit.model.memory import Memory
from quizkit.model.review import CardId, Rating, Review
from quizkit.schedule import Fsrs
from quizkit.schedule import optimize as fitting

LEARNERS = 12
LATER = 1000
COUNTS = (64, 128, 256, 512, 1024, 2048)
SPREADS = (0.0, 0.2, 0.5)
START = datetime(2026, 1, 1, 9, tzinfo=UTC)
FIRST = (0.24, 0.094, 0.495, 0.171)
RECALLED = (0.224, 0.631, 0.145)
"""How often each grade is given at first, and (Hard, Good, Easy) when recalled: `fsrs-rs`'s own."""


def main() -> None:
    """Print one line for each spread and count."""
    for spread in SPREADS:
        for count in COUNTS:
            gains = [gain(spread, count, seed) for seed in range(LEARNERS)]
            better = sum(g < 0 for g in gains)
            print(
                f"spread {spread}, {count:5} reviews: better for {better:2} of {LEARNERS}, "
                f"mean {sum(gains) / LEARNERS:+.4f}, worst {max(gains):+.4f}",
                flush=True,
            )


def gain(spread: float, count: int, seed: int) -> float:
    """The log loss on later reviews by weights fitted to the first `count`, minus the library's."""
    samples = fitting.scored(practised(learner(spread, seed), count + LATER, seed))
    items = [fitting.item_of(sample) for sample in samples[: count + LATER]]
    later = items[count:]
    fitted = fitting.loss_of(later, fitting.fitted_to(items[:count]))
    return fitted.log_loss - fitting.loss_of(later, DEFAULT_PARAMETERS).log_loss


def learner(spread: float, seed: int) -> Fsrs:
    """A memory like nobody else's."""
    random = Random(seed)
    drawn = [weight * exp(random.gauss(0, spread)) for weight in DEFAULT_PARAMETERS]
    drawn[:4] = sorted(drawn[:4])
    bounds = zip(drawn, LOWER_BOUNDS_PARAMETERS, UPPER_BOUNDS_PARAMETERS, strict=True)
    return Fsrs(tuple(min(max(weight, low), high) for weight, low, high in bounds))


def practised(truth: Fsrs, wanted: int, seed: int) -> Sequence[Review]:
    """Ten new cards a day and all that is due, until so many reviews came a day after another."""
    random, asks = Random(f"practice {seed}"), Fsrs()
    log: list[Review] = []
    plans: dict[CardId, Memory] = {}
    real: dict[CardId, Memory] = {}
    day = later = 0
    while later < wanted:
        now = START + timedelta(days=day)
        due = [card for card, memory in plans.items() if memory.due <= now]
        for card in due + [CardId("recall", f"made/{day}-{i}") for i in range(10)]:
            at = now
            while card not in plans or plans[card].due <= at:
                grade = _grade(truth, real.get(card), at, random)
                later += card in real and (at - real[card].last).days > 0
                plans[card] = asks.after(plans.get(card), grade, at)
                real[card] = truth.after(real.get(card), grade, at)
                log.append(Review(f"r{len(log)}", card, at, grade))
                at = min(plans[card].due, now + timedelta(hours=1))
        day += 1
    return log


def _grade(truth: Fsrs, memory: Memory | None, at: datetime, random: Random) -> Rating:
    if memory is None:
        return random.choices(list(Rating), FIRST)[0]
    if random.random() >= truth.recall(memory, at):
        return Rating.AGAIN
    return random.choices(list(Rating)[1:], RECALLED)[0]


if __name__ == "__main__":
    main()
