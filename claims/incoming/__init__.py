"""Copy as it comes in, from a clipboard or a file: clean paragraphs, what was dropped, and the notes in it. Pure.

Whatever a stranger made is read in a process of its own (`claims.incoming.reading`).
"""
