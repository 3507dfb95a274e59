"""x + f(x) fails when f changes the width, unless the shortcut is projected or f gives width 1.

Addition is element by element. A width of 1 is broadcast without an error, which is the case that
goes unnoticed. ResNet projects the shortcut where widths differ: He et al. 2016, §3.2, eq. 2.
"""

from torch import nn

from quizkit.evidence import Lab, check

WIDTH = 8


def identity(lab, out):
    return nn.Identity()


def projection(lab, out):
    return lab.inject(nn.Linear(WIDTH, out))


@check(
    controls={
        "equal width": {"out": WIDTH},
        "width 1 is broadcast": {"out": 1},
        "projected shortcut": {"shortcut": projection},
    }
)
def residual_needs_equal_width(lab: Lab, out: int = 4, shortcut=identity) -> None:
    x = lab.normal(5, WIDTH)
    f, s = lab.inject(nn.Linear(WIDTH, out)), shortcut(lab, out)
    lab.raises("residual addition", lambda: s(x) + f(x), RuntimeError)


if __name__ == "__main__":
    residual_needs_equal_width.main()
