"""The devicetree's own tools, asked about the bindings a patch changes: yamllint, dtschema, dtc.

They come with ``reviewbot[dt]`` and the system, not with the tree: nothing of the tree is run.
"""
