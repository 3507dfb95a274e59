"""explain: the learner types an answer, which is held against the points of the question."""

from quizkit.model.question import Question
from quizkit.model.review import CardId
from quizkit.model.text import Text
from quizkit.practice.checks import Checks
from quizkit.practice.kinds.kind import Back, Front, Given, Shuffle, Write
from quizkit.practice.kinds.whole import WholeQuestion
from quizkit.practice.matching import Matcher
from quizkit.practice.ticks import Ticks


class ExplainKind(WholeQuestion):
    """One card for each question."""

    name = "explain"
    title = Text("explain", "解释")

    def front(self, question: Question, card: CardId, shuffle: Shuffle) -> Front:
        """The question, to be answered in words."""
        return Front(question.question, Write())

    def back(self, given: Given, checks: Checks, matcher: Matcher) -> Back:
        """What was found in the words typed, and the answer.

        The words stay in the own log: a group gets `typed` only where the learner says so.
        """
        if not isinstance(given.response, str):
            raise TypeError("an explain card is answered with words")
        points = given.question.points
        found = matcher.match(given.response, points, given.lang)
        ticks = Ticks.of([point.text for point in points], found)
        return Back(given.question.answer, ticks=ticks, detail={"typed": given.response})
