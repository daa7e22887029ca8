"""What ratings of pain are called, and how many of them a week wants before it says anything."""

from __future__ import annotations

MILD = 3
"""Up to which rating pain is mild (domain notes 5.1, source S57)."""

STRONG = 7
"""From which rating on pain is strong (domain notes 4.5 and 5.1, source S57)."""

ANSWERS_A_WEEK = 4
"""Of how many of seven days there have to be answers for a median (domain notes 6.3)."""
