"""YAML as JSON has it: texts, numbers, true, false and null; no dates, and no `yes` that means true."""

from __future__ import annotations

import re
from typing import Any

import yaml

_SCALARS = {
    "bool": (r"true|false", "tf"),
    "null": (r"null|~|", ["n", "~", ""]),
    "int": (r"-?(?:0|[1-9][0-9]*)", "-0123456789"),
    "float": (r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?", "-0123456789"),
}


class PlainLoader(yaml.SafeLoader):
    """Raises `yaml.MarkedYAMLError` for what is no YAML, and for a key that comes twice."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        """As an object, whose keys are texts."""
        seen = set()
        for key, _ in node.value:
            name = key.value if isinstance(key, yaml.ScalarNode) else None
            if name is None or name in seen:
                problem = "a key is a text" if name is None else f"the key {name!r} comes twice"
                raise yaml.constructor.ConstructorError(None, None, problem, key.start_mark)
            seen.add(name)
        return {key.value: self.construct_object(value, deep=True) for key, value in node.value}


PlainLoader.yaml_implicit_resolvers = {}  # of its own, not YAML's
for _tag, (_regex, _first) in _SCALARS.items():
    PlainLoader.add_implicit_resolver(f"tag:yaml.org,2002:{_tag}", re.compile(f"^(?:{_regex})$"), list(_first))


def _object(loader: PlainLoader, node: yaml.MappingNode) -> dict[Any, Any]:
    return loader.construct_mapping(node)


PlainLoader.add_constructor("tag:yaml.org,2002:map", _object)

# No sets, dates and bytes either, which a tag of YAML's own would make.
_JSON = ("map", "seq", "str", *_SCALARS)
PlainLoader.yaml_constructors = {
    tag: make for tag, make in PlainLoader.yaml_constructors.items() if tag is None or tag.split(":")[-1] in _JSON
}
