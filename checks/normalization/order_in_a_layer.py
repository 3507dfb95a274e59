"""A norm stands before the activation, with a linear map in between; post-LN has one after it.

In the order of their calls, a post-LN encoder layer runs attention, norm, linear, activation,
linear, norm; pre-LN puts a norm in front of either sublayer instead. So "the norm lies between
attention and activation" is true of one of the two norms, and not of what the activation sees:
that is the output of the FFN's first linear map. A decoder layer has a third norm for its
cross-attention. PyTorch's own layers. Vaswani et al. 2017, §3.1; Xiong et al. 2020, figure 1.
"""

from torch import Tensor, nn

from quizkit.evidence import Lab, check

WIDTH = 16
BEFORE = {"encoder, post-LN": 1, "encoder, pre-LN": 2, "decoder, post-LN": 2}
AFTER = {"encoder, post-LN": 1, "encoder, pre-LN": 0, "decoder, post-LN": 1}


def as_named(name: str) -> bool:
    return name.endswith("pre-LN")


def the_other_way_round(name: str) -> bool:
    return not as_named(name)


def as_built(layer: nn.Module) -> None:
    pass


def norm_inside_the_ffn(layer: nn.Module) -> None:
    layer.set_submodule("activation", nn.Sequential(nn.LayerNorm(WIDTH), nn.ReLU()))


def calls(layer: nn.Module, *inputs: Tensor) -> list[nn.Module]:
    """The norms, linear maps and activations of a layer, in the order in which they run."""
    order: list[nn.Module] = []
    for module in layer.modules():
        if isinstance(module, nn.LayerNorm | nn.Linear | nn.ReLU):
            _ = module.register_forward_hook(lambda m, args, output: order.append(m))
    _ = layer(*inputs)
    return order


def norms(modules: list[nn.Module]) -> int:
    return sum(isinstance(m, nn.LayerNorm) for m in modules)


@check(
    controls={
        "pre-LN taken for post-LN": {"norm_first": the_other_way_round},
        "a norm straight before the activation": {"change": norm_inside_the_ffn},
    }
)
def order_in_a_layer(lab: Lab, norm_first=as_named, change=as_built) -> None:
    for name in lab.sweep("layer", tuple(BEFORE)):
        decoder = name.startswith("decoder")
        kind = nn.TransformerDecoderLayer if decoder else nn.TransformerEncoderLayer
        layer = kind(
            WIDTH, 2, WIDTH, activation=nn.ReLU(), norm_first=norm_first(name), batch_first=True
        )
        change(layer)
        inputs = lab.normal(1 + decoder, 2, 5, WIDTH)
        order = calls(lab.inject(layer), *inputs)
        at = next(i for i, m in enumerate(order) if isinstance(m, nn.ReLU))
        lab.count("norms before the activation", norms(order[:at]), equals=BEFORE[name])
        lab.count("norms after the activation", norms(order[at:]), equals=AFTER[name])
        straight = norms(order[at - 1 : at])
        lab.count("norms whose output the activation reads", straight, equals=0)


if __name__ == "__main__":
    order_in_a_layer.main()
