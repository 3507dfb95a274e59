"""recall: the question is asked, the learner answers, looks, ticks what was said, and grades."""

from quizkit.model.question import Question
from quizkit.model.review import CardId
from quizkit.model.text import Text
from quizkit.practice.checks import Checks
from quizkit.practice.kinds.kind import Back, Front, Given, Reveal, Shuffle
from quizkit.practice.kinds.whole import WholeQuestion
from quizkit.practice.matching import Matcher
from quizkit.practice.ticks import Ticks


class RecallKind(WholeQuestion):
    """One card for each question."""

    name = "recall"
    title = Text("recall", "回忆")
    asks_drafts = True

    def front(self, question: Question, card: CardId, shuffle: Shuffle) -> Front:
        """The question."""
        return Front(question.question, Reveal())

    def back(self, given: Given, checks: Checks, matcher: Matcher) -> Back:
        """The answer, whole, and its points to be ticked, if it has any."""
        question = given.question
        points = [point.text for point in question.points]
        return Back(question.answer, ticks=Ticks.untouched(points) if points else None)
