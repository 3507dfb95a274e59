"""The line of keys at the foot of a page."""

from quizkit.tui.keys import keys_content

KEYS = [("a", "ahead of time", "ahead"), ("c", "cram it all", "cram"), ("q", "quit", "quit")]


def test_keys_that_fit_stand_in_one_line() -> None:
    assert keys_content(KEYS, 80).plain == "a ahead of time   c cram it all   q quit"


def test_a_line_is_broken_between_keys_and_never_between_a_key_and_its_words() -> None:
    assert keys_content(KEYS, 30).plain == "a ahead of time  c cram it all\nq quit"
    assert keys_content(KEYS, 14).plain == "a ahead of time\nc cram it all\nq quit"


def test_a_key_that_help_names_is_left_out_before_a_line_is_broken() -> None:
    keys = [*KEYS, ("h", "home", "home")]
    assert keys_content(keys, 40).plain == "a ahead of time  c cram it all  q quit"
