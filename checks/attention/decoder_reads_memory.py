"""A decoder returns one vector per target position, and does not notice the encoder's order.

Cross-attention sums over the encoder's output vectors and carries no positions for them, so
shuffling these vectors changes nothing. The order of the source is in the vectors: the encoder had
positions, and shuffling the words before it changes the result.
Vaswani et al. 2017, §3.2.3 and §3.5. PyTorch's encoder and decoder, with random parameters.
"""

from torch import Tensor, nn

from quizkit.evidence import Lab, check

D = 16


def unchanged(memory: Tensor, positions: Tensor) -> Tensor:
    return memory


def with_positions(x: Tensor, positions: Tensor) -> Tensor:
    return x + positions


def target_asks(target: Tensor, memory: Tensor) -> tuple[Tensor, Tensor]:
    return target, memory


def source_asks(target: Tensor, memory: Tensor) -> tuple[Tensor, Tensor]:
    return memory, target


@check(
    controls={
        "queries from the encoder": {"roles": source_asks},
        "positions added to the encoder's output": {"read": with_positions},
        "an encoder without positions": {"enter": unchanged},
    }
)
def decoder_reads_memory(lab: Lab, roles=target_asks, read=unchanged, enter=with_positions) -> None:
    encoder_layer = nn.TransformerEncoderLayer(D, 2, 4 * D, batch_first=True)
    decoder_layer = nn.TransformerDecoderLayer(D, 2, 4 * D, batch_first=True)
    encoder = lab.inject(nn.TransformerEncoder(encoder_layer, 2, enable_nested_tensor=False))
    decoder = lab.inject(nn.TransformerDecoder(decoder_layer, 2))
    encoder.requires_grad_(False)
    decoder.requires_grad_(False)
    for source in lab.sweep("source length", (9, 14)):
        words, positions = lab.normal(4, source, D), lab.normal(source, D)
        order = lab.permutation(source)
        memory = encoder(enter(words, positions))
        shuffled_words = encoder(enter(words[:, order], positions))
        for length in lab.sweep("target length", (1, 5, 12)):
            target = lab.normal(4, length, D)
            plain, after, before = (
                decoder(*roles(target, read(m, positions)))
                for m in (memory, memory[:, order], shuffled_words)
            )
            lab.count("output vectors", plain.shape[1], equals=length)
            lab.same("encoder's output shuffled", after, plain)
            # Rounding is some 1e-16; on most seeds the difference is about a hundredth.
            lab.apart("words shuffled before the encoder", before, plain, at_least=1e-5)


if __name__ == "__main__":
    decoder_reads_memory.main()
