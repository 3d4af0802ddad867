"""Articles of any length, of our own prose."""

PARAGRAPH = (
    "The harbour master, Ilse Brandt, said on Monday that {n} boats had been moved to the inner basin. "
    "“We will not wait for the next storm,” she told reporters. According to the port authority, at least "
    "{m} people were hurt when the old pier gave way. The company denied that it had known of the damage.\n\n"
)


def long_text(paragraphs: int) -> str:
    """Some 55 words a paragraph, no two alike."""
    return "".join(PARAGRAPH.format(n=number + 2, m=number + 3) for number in range(paragraphs))
