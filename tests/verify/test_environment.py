"""What of the user's environment a check sees."""

from quizkit.verify.handles import environment


def test_a_key_that_is_named_after_quizkit_is_not_seen_by_checks() -> None:
    seen = environment({"QUIZKIT_KEY": "secret", "QUIZKIT_HOME": "/here", "PATH": "/bin"})
    assert "QUIZKIT_KEY" not in seen
    assert (seen["QUIZKIT_HOME"], seen["PATH"]) == ("/here", "/bin")
