"""Which conventions code keeps: the places in a file, and those of the tree around a path.

``places`` counts the first, by ``views`` and ``orders``; ``habit_around`` looks up the second.
"""
