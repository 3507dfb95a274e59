"""Run attacks of a pack, confined, and print what they print: PACK CHECK…"""

import sys
from pathlib import Path

from quizkit.bank import Pack, load
from quizkit.verify import Options
from quizkit.verify.handles import Over
from quizkit.verify.planning import plan
from quizkit.verify.runner import Runner

pack, *checks = sys.argv[1:]
bank = load(Pack(Path(pack)))
jobs = [plan(bank.checks[check], 0, Options()) for check in checks]
with Runner() as runner:
    for step in runner.run(jobs, 1):
        if isinstance(step, Over) and step.ended:
            print(step.ended.tail)
