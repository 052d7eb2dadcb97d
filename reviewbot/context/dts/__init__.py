"""Devicetree source, whole or as a hunk shows it: nodes and properties with their rows.

``read`` (read.py) takes any lines, cut off at both ends as they may be. It answers one node without a
name that holds what stands outermost; a node that begins above the first line has no name either.
``tree.walk()`` yields each node with those around it; ``node.get("status")`` is a property, with
``strings`` and ``cells``. Nothing is expanded: no macro, no include, no reference.
"""
