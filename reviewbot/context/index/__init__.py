"""Which files of a tree have a word: kept by blob, so that a search costs no look at each file.

``git grep`` unpacks or reads all of a tree for each search. Here the words of each blob are looked
up once: ``keys`` says how a word and a blob are one number, ``store`` keeps the numbers in a file of
SQLite's, ``build`` makes them from git's objects, ``lookup`` answers. A tree that is like one before
but for some files costs only those.
"""
