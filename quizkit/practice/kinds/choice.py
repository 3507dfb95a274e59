"""choice: one right option among three wrong ones, each wrong one explained afterwards."""

from quizkit.model.question import Question, WrongChoice
from quizkit.model.review import CardId, Rating
from quizkit.model.text import Text
from quizkit.practice.checks import Checks
from quizkit.practice.kinds.kind import Back, Choose, Front, Given, Shuffle
from quizkit.practice.kinds.whole import WholeQuestion
from quizkit.practice.matching import Matcher

RIGHT = 0
"""The key of the right option; the wrong ones follow in their order."""


class ChoiceKind(WholeQuestion):
    """One card for each question."""

    name = "choice"
    title = Text("choice", "选择")

    def front(self, question: Question, card: CardId, shuffle: Shuffle) -> Front:
        """The question and its options, shuffled."""
        options = [question.choices.right, *(wrong.text for wrong in question.choices.wrong)]
        keys = shuffle(len(options))
        return Front(question.question, Choose(tuple(options[k] for k in keys), keys))

    def back(self, given: Given, checks: Checks, matcher: Matcher) -> Back:
        """Whether it was right, why each wrong one is wrong, and the answer.

        The grade suggested is Good or Again: an option recognised is never known easily.
        """
        ask, picked = given.front.ask, given.response
        if not isinstance(ask, Choose) or not isinstance(picked, int):
            raise TypeError("a choice card is answered with the place of an option")
        key = ask.keys[picked]
        rating = Rating.GOOD if key == RIGHT else Rating.AGAIN
        return Back(
            _answer(given.question, key),
            outcome=_outcome(given.question.choices.right, key),
            suggested=rating,
            detail={"option": key, "right": RIGHT},
        )


def _outcome(right: Text, picked: int) -> Text:
    if picked == RIGHT:
        return Text(f"**Right:** {right.en}", f"**正确：** {right.zh}")
    return Text(f"**Not quite.** The right one: {right.en}", f"**不对。** 正确的是：{right.zh}")


def _answer(question: Question, picked: int) -> Text:
    """Why each wrong option is wrong, then the whole answer."""
    wrong = [
        _why(choice, picked == number) for number, choice in enumerate(question.choices.wrong, 1)
    ]
    en = "\n".join(text.en for text in wrong)
    zh = "\n".join(text.zh for text in wrong)
    return Text(f"{en}\n\n---\n\n{question.answer.en}", f"{zh}\n\n---\n\n{question.answer.zh}")


def _why(choice: WrongChoice, yours: bool) -> Text:
    en, zh = ("Yours: ", "你的选择：") if yours else ("", "")
    return Text(
        f"- *✗ {en}{choice.text.en}* {choice.why.en}",
        f"- *✗ {zh}{choice.text.zh}* {choice.why.zh}",
    )
