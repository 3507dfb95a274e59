"""What a learner is told when nothing is to be asked."""

from datetime import datetime

from quizkit.model.text import Text
from quizkit.practice.turn import Limit, Rest
from quizkit.practice.words import moment


def rest_lines(rest: Rest, now: datetime) -> list[Text]:
    """A headline, when the next card comes, what else waits; `now` is in the learner's zone."""
    lines = [_headline(rest)]
    if rest.next_due is not None:
        next_due = moment(rest.next_due.astimezone(now.tzinfo), now)
        lines.append(Text(f"The next card is due {next_due.en}.", f"下一张卡片：{next_due.zh}。"))
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
    return lines


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
