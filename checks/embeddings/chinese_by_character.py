"""BERT's tokenizer makes each Chinese character a token, words of the vocabulary or not.

Before WordPiece it puts spaces around each character of the CJK blocks, so no piece can span two of
them; Latin words are cut into pieces as ever. The setting is `tokenize_chinese_chars`.
"""

from transformers import BertTokenizer

from quizkit.evidence import Lab, check

SPECIAL = ("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]")
CHARACTERS = ("中", "文", "模", "型")
PIECES = ("be", "##rt", "中文", "##模型", "模型")


@check(
    controls={
        "Chinese characters not separated": {"separated": False},
        "characters missing from the vocabulary": {"known": ()},
    }
)
def chinese_by_character(lab: Lab, separated: bool = True, known=CHARACTERS) -> None:
    vocabulary = {word: i for i, word in enumerate((*SPECIAL, *PIECES, *known))}
    tokenizer = BertTokenizer(vocab=vocabulary, tokenize_chinese_chars=separated)
    for text in lab.sweep("text", ("中文BERT模型", "中文模型")):
        tokens = tokenizer.tokenize(text)
        alone = sum(token in CHARACTERS for token in tokens)
        lab.count("characters that are tokens", alone, equals=4)


if __name__ == "__main__":
    chinese_by_character.main()
