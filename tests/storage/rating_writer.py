"""Writes ratings without end and says each one's id once it is safe; killed by the test."""

import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

from app.core.plan import Foot
from app.core.script import Area
from app.core.soreness import Rating, RatingContext, RatingKind
from app.storage.log_store import LogStore
from app.storage.record_id import new_id


def main(path: Path, first_day: int) -> None:
    start = datetime(2025, 1, 1, 8, tzinfo=UTC)
    store = LogStore(path, lambda: start)
    day = first_day
    while True:
        day += 1
        for foot in Foot:
            rating = Rating(
                id=new_id(),
                session_id=None,
                kind=RatingKind.PAIN,
                context=RatingContext.DAILY,
                answered=start + timedelta(days=day),
                side=foot,
                region=Area.HEEL,
                value=day % 11,
                note="x" * 2000,
            )
            store.add_rating(rating)
            sys.stdout.write(f"{rating.id}\n")
            sys.stdout.flush()


main(Path(sys.argv[1]), int(sys.argv[2]))
