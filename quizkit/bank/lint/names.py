"""The names in a topic's checks are there in Chinese, each its own, in the glossary's words."""

import re
from collections.abc import Iterator, Sequence

from quizkit.bank.chinese import FILE, chinese_path, read_chinese
from quizkit.bank.fault import Fault, Findings, quoted
from quizkit.bank.lint.context import Context
from quizkit.bank.locate import Remark
from quizkit.bank.source import read_source
from quizkit.errors import Place
from quizkit.model.chinese import Chinese

_WORD = re.compile(r"(?<!\w)[a-z]{2,}(?!\w)")
"""A word of English: d_k, bfloat16 and BERT are called so in Chinese too."""
_RECORDED = re.compile(r'\blab\.(?:record|show)\(\s*"([^"]+)"')


def names(context: Context) -> Iterator[Fault]:
    """As soon as one topic has `zh.yaml`, every name in every check has its Chinese."""
    pack, topics = context.bank.pack, _checks(context)
    if not any(chinese_path(pack, topic).exists() for topic in topics):
        return
    for topic, check_ids in topics.items():
        into = Findings(chinese_path(pack, topic))
        chinese = read_chinese(pack, topic, into)
        yield from into.faults
        if not into.faults:
            yield from _missing(context, topic, check_ids, chinese)
            yield from _stale(context, topic, check_ids, chinese)
            yield from _refused(context, topic, chinese)
            for check_id in check_ids:
                yield from _alike(context, check_id, chinese)


def _missing(
    context: Context, topic: str, check_ids: Sequence[str], chinese: Chinese
) -> Iterator[Fault]:
    place = Place(chinese_path(context.bank.pack, topic))
    for check_id in check_ids:
        for name in sorted(_names(context, check_id) - chinese.keys()):
            if _WORD.search(name):
                message = f"{check_id} says {quoted(name)}, which has no Chinese"
                yield Fault(place, message, f"add it to checks/{topic}/{FILE}")


def _stale(
    context: Context, topic: str, check_ids: Sequence[str], chinese: Chinese
) -> Iterator[Fault]:
    path = chinese_path(context.bank.pack, topic)
    known = {name for check_id in check_ids for name in _names(context, check_id)}
    written = "\n".join(_text(context, check_id) for check_id in check_ids)
    for name in chinese.keys() - known:
        if name not in written:
            yield context.at_file(path, Remark((name,), "no check says so", "delete it"))


def _refused(context: Context, topic: str, chinese: Chinese) -> Iterator[Fault]:
    path = chinese_path(context.bank.pack, topic)
    for name, zh in chinese.items():
        for term in context.glossary.values():
            for refused in (bad for bad in term.avoid if bad in zh):
                hint = f"the glossary says {term.zh}"
                remark = Remark((name,), f"{quoted(refused)} is refused", hint, refused)
                yield context.at_file(path, remark)


def _checks(context: Context) -> dict[str, list[str]]:
    topics: dict[str, list[str]] = {}
    for check_id in context.bank.checks:
        topics.setdefault(check_id.partition("/")[0], []).append(check_id)
    return topics


def _text(context: Context, check_id: str) -> str:
    """The sources of a check and its helpers."""
    source = context.bank.checks[check_id]
    return "\n".join(read_source(p, Findings(p)) or "" for p in (source.path, *source.helpers))


def _names(context: Context, check_id: str) -> set[str]:
    """What a check calls its controls, and as far as it is certified or written out, the rest."""
    found = {*context.bank.checks[check_id].controls, *_RECORDED.findall(_text(context, check_id))}
    certificate = (context.certificate or {}).get(check_id)
    for o in certificate.observations if certificate else ():
        found |= {o.name, *o.at, *(v for v in o.at.values() if isinstance(v, str))}
    return found


def _alike(context: Context, check_id: str, chinese: Chinese) -> Iterator[Fault]:
    """Two names of one check that are the same in Chinese."""
    first: dict[str, str] = {}
    path = chinese_path(context.bank.pack, check_id.partition("/")[0])
    for name in sorted(_names(context, check_id) & chinese.keys()):
        other = first.setdefault(chinese[name], name)
        if other != name:
            message = f"{quoted(other)} and {quoted(name)} of {check_id} are the same in Chinese"
            yield context.at_file(path, Remark((name,), message, "say how they differ"))
