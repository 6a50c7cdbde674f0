"""`python -m tracker.jobs`: the scheduler, in a process of its own. Stops within two seconds of SIGTERM or Ctrl-C."""

import logging
import os
import sys

from tracker.config import load_settings
from tracker.domain.errors import WrongSetting
from tracker.jobs.receiving import check_inbox
from tracker.jobs.timetable import Timetable
from tracker.wiring import Wiring


def main() -> int:
    """The exit status: 0 when it was told to stop, 2 for a wrong setting."""
    logging.basicConfig(stream=sys.stderr, level=logging.INFO, format="%(asctime)s %(levelname)s %(message)s")
    logging.getLogger("apscheduler").setLevel(logging.ERROR)
    try:
        wiring = Wiring(load_settings())
        # A mail server, or a real mailbox, beside a demonstration is refused before anything runs.
        _ = wiring.mailer
        check_inbox(wiring)
    except WrongSetting as error:
        print(error, file=sys.stderr)  # noqa: T201
        return 2
    Timetable(wiring).run()
    return 0


if __name__ == "__main__":
    status = main()
    logging.shutdown()
    # A thread may still wait for a mail server; its mail is claimed and goes out later. Leaving at once is safe.
    os._exit(status)
