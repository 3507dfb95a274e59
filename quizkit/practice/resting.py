"""What a learner is told when nothing is to be asked, or the session is left."""

from datetime import datetime

from quizkit.model.text import Text
from quizkit.practice.turn import Limit, PlanToday, Rest
from quizkit.practice.words import moment


def rest_lines(rest: Rest, now: datetime) -> list[Text]:
    """A headline, what was done, when the next card comes, what else waits, how the plan stands.

    `now` is in the learner's zone.
    """
    lines = [_headline(rest)]
    if rest.answered:
        lines.append(answers_told(rest.answered))
    if rest.next_due is not None:
        next_due = moment(rest.next_due.astimezone(now.tzinfo), now)
        lines.append(Text(f"The next card is due {next_due.en}.", f"下一张卡片：{next_due.zh}。"))
    if rest.by_tomorrow:
        questions = "question is" if rest.by_tomorrow == 1 else "questions are"
        lines.append(
            Text(
                f"{rest.by_tomorrow} {questions} due by tomorrow.",
                f"到明天有 {rest.by_tomorrow} 道题到期。",
            )
        )
    if rest.siblings:
        cards = "card asks" if rest.siblings == 1 else "cards ask"
        lines.append(
            Text(
                f"{rest.siblings} {cards} in another form what was asked today: tomorrow.",
                f"有 {rest.siblings} 张卡片以另一种形式问今天答过的题目：留到明天。",
            )
        )
    if rest.new_waiting:
        cards = "new card waits" if rest.new_waiting == 1 else "new cards wait"
        lines.append(
            Text(
                f"{rest.new_waiting} {cards} for another day; `--new N` asks for more today.",
                f"还有 {rest.new_waiting} 张新卡片留待以后；用 `--new N` 可以今天多学一些。",
            )
        )
    if rest.plan is not None:
        lines.append(_plan_told(rest.plan))
    return lines


def answers_told(answers: int) -> Text:
    """How much was answered in this session."""
    noun = "answer" if answers == 1 else "answers"
    return Text(f"{answers} {noun} in this session.", f"本次作答 {answers} 次。")


def _plan_told(plan: PlanToday) -> Text:
    days = "1 day is" if plan.days_left == 1 else f"{plan.days_left} days are"
    left = Text(f"{days} left.", f"还剩 {plan.days_left} 天。")
    if plan.answers >= plan.planned:
        return Text(
            f"✓ Today's part of the plan is done, {plan.answers} of {plan.planned}; {left.en}",
            f"✓ 今天的计划已完成（{plan.answers}/{plan.planned}），{left.zh}",
        )
    answers = "answer" if plan.planned == 1 else "answers"
    return Text(
        f"The plan: {plan.answers} of about {plan.planned} {answers} today; {left.en}",
        f"计划：今天约 {plan.planned} 次作答，已答 {plan.answers} 次，{left.zh}",
    )


def _headline(rest: Rest) -> Text:
    if rest.limit is Limit.ANSWERS:
        return Text("That was the number of answers you asked for.", "已达到本次设定的答题数。")
    if rest.limit is Limit.MINUTES:
        return Text("Time is up; every answer is kept.", "时间到；所有答案都已保存。")
    if rest.answered and rest.cram:
        return Text("You have been through all of it.", "所选卡片都过了一遍。")
    if rest.answered:
        return Text("Done for now.", "暂时都答完了。")
    if rest.next_due is None and not rest.siblings and not rest.new_waiting:
        return Text("There is no card in this selection.", "所选范围内没有卡片。")
    return Text("Nothing is due.", "现在没有到期的卡片。")
