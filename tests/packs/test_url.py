"""Which URLs are fetched from: addresses of repositories, and nothing that asks for more."""

import pytest

from quizkit.errors import QuizkitError
from quizkit.packs.url import is_url, refuse_tricks

TRICKS = [
    "--upload-pack=touch /tmp/owned",
    "-u/tmp/x",
    "ext::sh -c touch% /tmp/owned",
    "ext::sh",
    "fd::17/x",
    "file:///etc",
    "file::/etc",
    "http://example.org/pack.git",
    "git://example.org/pack.git",
    "ftp://example.org/pack.git",
    "ssh://-oProxyCommand=touch%20x/pack",
    "ssh://%2DoProxyCommand=x/pack",
    "ssh://-u@example.org/pack",
    "ssh://example.org/-oProxyCommand",
    "-oProxyCommand=x:pack",
    "git@-oProxyCommand:pack",
    "git@example.org:-pack",
    "https://user:secret@example.org/pack.git",
    "https://example.org",
    "https:///pack.git",
    "https://example.org/pack.git#x",
    "https://example.org/a b",
    "https://example.org/\nx",
    "https://exa\u202emple.org/pack.git",
    "HTTPS::https://example.org/pack.git",
]
HONEST = [
    "https://example.org/group/pack.git",
    "https://example.org:8443/pack",
    "ssh://git@example.org/group/pack.git",
    "ssh://example.org:22/pack",
    "git@example.org:group/pack.git",
]


@pytest.mark.parametrize("url", TRICKS)
def test_a_url_that_is_more_than_an_address_is_refused(url: str) -> None:
    with pytest.raises(QuizkitError):
        refuse_tricks(url)


@pytest.mark.parametrize("url", ["file:///srv/pack", "FILE:///srv/pack", "file:/srv/pack"])
def test_a_file_url_is_told_that_a_folder_is_added_by_its_path(url: str) -> None:
    with pytest.raises(QuizkitError) as raised:
        refuse_tricks(url)
    assert "by its path" in raised.value.hint


@pytest.mark.parametrize("url", HONEST)
def test_an_address_over_https_or_ssh_is_taken(url: str) -> None:
    assert is_url(url)
    refuse_tricks(url)


@pytest.mark.parametrize("path", [".", "/srv/pack", "../group", "~/pack", "pack", "a-b/c"])
def test_a_path_is_no_url(path: str) -> None:
    assert not is_url(path)
