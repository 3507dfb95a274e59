"""Whatever is wrong in a question's file is told with its place, what was expected, the mend."""

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.bank.conftest import MadePack

# label: what is replaced in the good question, by what, and what lint says of it. The fault's place
# is where the mark ▸ stands; or, fourth, before the first such words.
CASES: dict[str, tuple[str, ...]] = {
    "unknown key": (
        "difficulty: 2",
        "difficulty: 2\n▸level: 3",
        "unknown key 'level' | known: answer, choices, claims, covers, difficulty, draft, drill, "
        "follow_ups, points, question, sources, tags, was",
    ),
    "misspelt key": (
        "follow_ups:",
        "▸folow_ups:",
        "unknown key 'folow_ups' | did you mean follow_ups?",
    ),
    "misspelt key that is required": (
        "difficulty: 2",
        "▸dificulty: 2",
        "unknown key 'dificulty' | did you mean difficulty?",
    ),
    "missing key": (
        "difficulty: 2\n",
        "",
        "the key difficulty is missing | it is 1 screening … 5 research",
        "question:",
    ),
    "missing language": (
        "  zh: 注意力得分为什么要除以 √d_k？\n",
        "",
        "the key zh is missing | it is the text in Chinese",
        "en: Why are",
    ),
    "empty text": (
        "en: Why are attention scores divided by √d_k?",
        "en:▸",
        "empty; expected a text | ",
    ),
    "list for a text": (
        "en: Why are attention scores divided by √d_k?",
        "en: ▸[why]",
        "expected a text, found a list | ",
    ),
    "text for a mapping": (
        "right: {en: The variance grows., zh: 方差增长。}",
        "right: ▸The variance grows.",
        "expected a mapping with the keys en, zh, found a text | ",
    ),
    "text for a list": (
        "observations: [score variance]",
        "observations: ▸score variance",
        "expected a list of names of observations, found a text | write one as a list too: […]",
    ),
    "number for a text": (
        "zh: 注意力得分为什么要除以 √d_k？",
        "zh: ▸64",
        "expected a text, found a number | YAML reads '64' as a number; quote it to make it a text",
    ),
    "yes is a boolean in YAML": (
        "any: [variance, 方差]",
        "any: [▸yes, 方差]",
        "expected a text, found true or false | "
        "YAML reads 'yes' as true or false; quote it to make it a text",
    ),
    "text for a number": (
        "difficulty: 2",
        "difficulty: ▸hard",
        "expected a whole number from 1 to 5, found 'hard' | ",
    ),
    "difficulty out of range": (
        "difficulty: 2",
        "difficulty: ▸6",
        "expected a whole number from 1 to 5, found '6' | ",
    ),
    "difficulty as a fraction": (
        "difficulty: 2",
        "difficulty: ▸2.5",
        "expected a whole number from 1 to 5, found '2.5' | ",
    ),
    "text for true or false": (
        "myth: true",
        "myth: ▸very",
        "expected true or false, found 'very' | ",
    ),
    "a number that is none in YAML": (
        "at: {d_k: 64}",
        "at: {d_k: ▸1_000}",
        "expected a number, a text, true or false, found '1_000' | ",
    ),
    "a number beyond all numbers": (
        "at: {d_k: 64}",
        f"at: {{d_k: ▸{'9' * 400}.0}}",
        f"expected a number, a text, true or false, found '{'9' * 59}…' | ",
    ),
    "nested sweep point": (
        "at: {d_k: 64}",
        "at: {d_k: ▸[64]}",
        "expected a number, a text, true or false, found a list | ",
    ),
    "duplicate key": (
        "difficulty: 2",
        "difficulty: 2\n▸difficulty: 3",
        "the key 'difficulty' stands here a second time | the first one is in line 43",
    ),
    "duplicate key in a sweep point": (
        "at: {d_k: 64}",
        "at: {d_k: 64, ▸d_k: 16}",
        "the key 'd_k' stands here a second time | the first one is in line 23",
    ),
    "comma in a text in braces": (
        "en: The sum is 1.,",
        "en: The sum is, ▸of course,",
        "unknown key 'of course' | inside {…} a comma ends a text: quote the text",
    ),
    "two points": (
        "  - {en: the entries are independent, zh: 各分量独立, any: [independent, 独立]}\n",
        "",
        "2 points; expected 3 to 6 | ",
        "- {en: the variance grows",
    ),
    "two wrong choices": (
        "    - {en: The length is 1., zh: 长度为 1。, why: {en: It is not., zh: 不是。}}\n",
        "",
        "2 wrong choices; expected 3 | ",
        "- en: The mean grows",
    ),
    "a point without words": (
        "any: [variance, 方差]",
        "any: ▸[]",
        "0 words; expected 1 to 50 | ",
    ),
    "wrong choice that is the right one": (
        "en: The mean grows.",
        "▸en: The variance grows.",
        "this choice equals the right one | ",
    ),
    "wrong choice that is another": (
        "{en: The length is 1., zh: 长度为 1。",
        "▸{en: The length is 1., zh: 和为 1。",
        "this choice equals another one | ",
    ),
    "two claims of one id": (
        "id: keys-make-it",
        "id: ▸unit-variance",
        "two claims are called 'unit-variance' | a claim's id is unique inside its question",
    ),
    "claim id that is no word": (
        "id: keys-make-it",
        "id: ▸Keys make it",
        "'Keys make it' is not a word such as unit-variance | ",
    ),
    "myth without truth": (
        "    truth: {en: Only the scaled score has., zh: 只有缩放后的得分如此。}\n",
        "",
        "a myth without truth | add the key truth: what is right",
        "myth: true",
    ),
    "truth without myth": (
        "    myth: true\n",
        "",
        "a truth without myth | "
        "write myth: true when says is false as it stands; else leave truth out",
        "truth: {en",
    ),
    "no check and no reason": (
        "    because: definition\n",
        "",
        "a claim without a check has no because | "
        "add because: definition|history|attribution|literature",
        "check: none",
    ),
    "no check and no source": (
        "    source: vaswani2017\n",
        "",
        "a claim without a check has no source | add source: a key of references.yaml",
        "check: none",
    ),
    "unknown reason": (
        "because: definition",
        "because: ▸defintion",
        "expected one of definition, history, attribution, literature, found 'defintion' | "
        "did you mean definition?",
    ),
    "reason beside a check": (
        "    observations: [score variance]",
        "    ▸because: definition",
        "because beside a check | the check decides; leave it out",
    ),
    "observations without a check": (
        "    because: definition",
        "    because: definition\n    ▸observations: [a]",
        "observations without a check | name the check, or leave it out",
    ),
    "id that climbs out of the pack": (
        "follow_ups: [scaling/gradients]",
        "follow_ups: [▸../../etc/passwd]",
        "'../../etc/passwd' is not a question's id such as scaling/why-scale-by-sqrt-dk | ",
    ),
    "check that climbs out of the pack": (
        "check: scaling/unit_variance",
        "check: ▸../unit_variance",
        "'../unit_variance' is not a check's id such as scaling/unit_variance, or none | ",
    ),
    "malformed source": (
        "sources: [vaswani2017 §3.2.1]",
        "sources: [▸vaswani2017 3.2.1]",
        "'vaswani2017 3.2.1' is not a source such as vaswani2017 §3.2.1 | ",
    ),
    "malformed number of the notes": (
        'covers: ["002#4"]',
        "covers: [▸four]",
        "'four' is not a number such as 002#4 | ",
    ),
    "escape in a quoted text": (
        "en: The variance grows.,",
        'en: ▸"The \\e[31mvariance",',
        "the text holds U+001B (a control character) | delete it",
    ),
    "direction override by its number": (
        "en: The variance grows.,",
        'en: ▸"The \\u202evariance",',
        "the text holds U+202E (right-to-left override) | delete it",
    ),
    "anchor": (
        "en: The variance grows.,",
        "en: ▸&a The variance grows.,",
        "an anchor | leave it out; or quote a text that begins with &",
    ),
    "alias": (
        "en: The variance grows.,",
        "en: ▸*a,",
        "an alias | write it out; or quote a text that begins with *",
    ),
    "tag": (
        "en: The variance grows.,",
        "en: ▸!!python/object:os.system The variance grows.,",
        "a tag | leave it out; or quote a text that begins with !",
    ),
    "key that is no word": (
        "right: {en",
        "▸[right]: {en",
        "a key that is not a word | quote a text that begins so",
    ),
    "second document": (
        "difficulty: 2",
        "difficulty: 2\n▸---\na: 1",
        "a second document | one file holds one document",
    ),
    "colon in a text": (
        "en: The mean grows.",
        "en: The mean▸: it grows.",
        'not YAML: mapping values are not allowed in this context | quote a text that holds ": "',
    ),
    "tab for an indentation": (
        "  zh: 注意力得分为什么要除以 √d_k？",
        "▸\tzh: 注意力得分为什么要除以 √d_k？",
        "not YAML: found a tab character that violates indentation, while scanning a plain scalar"
        " | indent with spaces, not with tabs",
    ),
    "bracket that is not closed": (
        "sources: [vaswani2017 §3.2.1]",
        "sources: [vaswani2017 §3.2.1",
        "not YAML: did not find expected ',' or ']', while parsing a flow sequence | "
        "close the bracket or the quote; inside {…} quote a text that holds a comma",
        ': ["002#4"]',
    ),
    "wrong indentation": (
        "  zh: 注意力得分为什么要除以 √d_k？",
        "   zh▸: 注意力得分为什么要除以 √d_k？",
        'not YAML: mapping values are not allowed in this context | quote a text that holds ": "',
    ),
}


def test_a_pack_without_a_fault_has_none(made: "MadePack") -> None:
    assert made.told() == []


@pytest.mark.parametrize("label", CASES)
def test_a_fault_in_a_question_is_told_with_its_place_and_its_mend(
    made: "MadePack", label: str
) -> None:
    old, new, told, *before = CASES[label]
    mark = [(before[0], f"▸{before[0]}")] if before else []
    place = made.change(made.first, (old, new), *mark)
    # Only the one fault: nothing that follows from it is told too.
    assert made.told() == [f"{place}: {told}"]


def test_all_faults_of_a_file_are_told_at_once(made: "MadePack") -> None:
    _ = made.change(
        made.first,
        ("difficulty: 2", "difficulty: 9"),
        ("    myth: true\n", ""),
        ("en: The mean grows.", "en: 7"),
        ("any: [variance, 方差]", "any: []"),
    )
    told = [fault.split(": ", 1)[1] for fault in made.told()]
    assert [t.split(" |")[0] for t in told] == [
        "0 words; expected 1 to 50",
        "a truth without myth",
        "expected a text, found a number",
        "expected a whole number from 1 to 5, found '9'",
    ]


def test_a_broken_question_stops_no_other(made: "MadePack") -> None:
    _ = made.change(made.first, ("difficulty: 2", "difficulty: 9"))
    bank = made.load()
    assert bank.ids == ("scaling/gradients",)
    assert [fault.place.path.name for fault in bank.faults] == ["why-scale.yaml"]
    assert bank.question("scaling/gradients").difficulty == 2
