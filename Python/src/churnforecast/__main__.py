"""The command ``churn-forecast``: a launcher of the library."""

from __future__ import annotations

import ctypes
import os
import sys
from typing import NoReturn


def main() -> NoReturn:
    """Hands the arguments to the library, which ends the process."""
    from ._library import library

    lexica = os.path.join(os.path.dirname(__file__), "lexica")
    if os.path.isdir(lexica):
        os.environ.setdefault("CHURN_FORECAST_LEXICA", lexica)
    # Python lets writing to a closed pipe and an interrupt end in a traceback; the program has its own ways.
    import signal

    signal.signal(signal.SIGINT, signal.SIG_DFL)
    arguments = [os.fsencode(argument) for argument in sys.argv[1:]]
    library().cf_main(ctypes.c_int32(len(arguments)), (ctypes.c_char_p * max(1, len(arguments)))(*arguments))
    raise SystemExit(70)


if __name__ == "__main__":
    main()
