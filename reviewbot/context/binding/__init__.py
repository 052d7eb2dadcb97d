"""Bindings of the devicetree: YAML that is a schema, with examples that are devicetree.

A check of them is a loop over what it looks for:

    def check(context: DiffContext) -> Iterator[Remark]:
        for binding in bindings(context):
            for schema in binding.find("properties/*-gpios", only=("description",)):
                if binding.adds(schema):
                    yield Remark(binding.at(schema), {"name": schema.name})

``bindings`` (binding.py) has each binding file that the mail changes and that is known whole: the
diff adds it, or its image is there. ``find`` takes a way to schemas and words they have or lack, see
find.py; a schema (schema.py) has ``name``, ``path``, ``above``, ``text("type")``, ``is_condition``.
``root`` is the document (context/yaml/node.py): ``root.entry("title")``, with ``name``, ``value``,
``row``. ``compatibles`` are the strings it is for. ``examples`` (examples.py) are devicetree:
``example.tree.walk()`` has its nodes (context/dts/node.py).

Whatever has a ``row`` can be asked for: ``adds(thing)``, whether its line is added and not moved, and
``at(thing)``, the body line.
"""
