"""Which names are one entity, and which are variants."""

from __future__ import annotations

import pytest

from kg.linking import base_of, entity_id
from kg.names import Lexicon, Name

LEXICON = Lexicon(
    [
        Name("ImageNet", "Dataset", ("ILSVRC",)),
        Name("ImageNet-1K", "Dataset", ("ILSVRC-2012",), variant_of="ImageNet"),
        Name("Vision Transformer", "Model", ("ViT",)),
        Name("Transformer", "Model"),
        Name("Transformer-XL", "Model"),
        Name("ResNet", "Model"),
        Name("BERT", "Model"),
        Name("Llama", "Model"),
        Name("Llama 3.1", "Model", variant_of="Llama"),
        Name("Qwen", "Model"),
        Name("SQuAD", "Dataset"),
        Name("CIFAR-10", "Dataset"),
        Name("reinforcement learning", "Task", ("RL",)),
        Name("visual question answering", "Task", ("VQA",)),
        Name("Lost", "Dataset", variant_of="Nowhere"),
    ]
)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("imagenet 1k", "imagenet1k"),
        ("ILSVRC 2012", "imagenet1k"),
        ("ViTs", "visiontransformer"),
        ("vision-transformers", "visiontransformer"),
        ("FooNets", "foonet"),
        ("Foo\nNet", "foonet"),
        (" ", ""),
    ],
)
def test_names_of_one_entity_have_one_id(name: str, expected: str) -> None:
    assert entity_id(name, LEXICON) == expected


@pytest.mark.parametrize(
    ("name", "base"),
    [
        ("ImageNet-1K", "imagenet"),
        ("ImageNet-21K", "imagenet"),
        ("ImageNet21k", "imagenet"),
        ("ImageNetV2", "imagenet"),
        ("ImageNet 2012", "imagenet"),
        ("imagenet-21k", "imagenet"),
        ("ResNet-50", "resnet"),
        ("ResNet50", "resnet"),
        ("BERT-large", "bert"),
        ("BERT Base", "bert"),
        ("ViT-B/16", "visiontransformer"),
        ("ViT-Base-patch16", "visiontransformer"),
        ("Llama 3.1 8B", "llama3.1"),
        ("Llama 3.1", "llama"),
        ("Qwen2.5-7B", "qwen"),
        ("SQuAD 2.0", "squad"),
        ("SQuAD v1.1", "squad"),
    ],
)
def test_versions_and_sizes_are_variants_of_what_the_lexicon_knows(name: str, base: str) -> None:
    found = base_of(name, LEXICON)
    assert found is not None
    assert found.id == base
    assert found.reason


@pytest.mark.parametrize(
    "name",
    [
        "ImageNet",
        "ILSVRC",
        "CIFAR-10",  # nobody knows a plain CIFAR here
        "CIFAR-100",
        "Transformer-XL",  # the lexicon says that it is a thing of its own
        "BERTScore",
        "BERT fine-tuning",
        "ImageNet-C",
        "RL2",
        "VQA v2",  # no task has versions
        "Resnet-50",  # a name with capitals of its own is another name
        "UnknownNet-50",
        "50",
        "",
        "Lost",  # a variant of what the lexicon does not have
    ],
)
def test_other_names_are_variants_of_nothing(name: str) -> None:
    assert base_of(name, LEXICON) is None


def test_the_reason_tells_whether_lexicon_or_name_decided() -> None:
    known, ruled = base_of("imagenet 1k", LEXICON), base_of("ResNet-50", LEXICON)
    assert known is not None
    assert ruled is not None
    assert known.reason == "the lexicon: ImageNet-1K is a variant of ImageNet"
    assert ruled.reason == "the name: ResNet with the version or size '50'"


def test_a_known_cifar_has_variants() -> None:
    found = base_of("CIFAR-100", Lexicon([Name("CIFAR", "Dataset")]))
    assert found is not None
    assert found.name == "CIFAR"
