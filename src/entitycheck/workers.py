"""Processes that do a part of a long task, and end with the process that started them.

For the command line only: a process that was started by Excel or by a user's own script must not
start copies of it.
"""

from __future__ import annotations

import atexit
import gc
import multiprocessing
import os
import threading
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from typing import Any


def start_workers(count: int, begin: Callable[..., None], *args: Any) -> ProcessPoolExecutor:
    """So many processes, each made ready once with `begin(*args)`.

    Args:
        count: Processes.
        begin: A function at the top of a module.
        args: What it gets; sent to each process once.
    """
    return ProcessPoolExecutor(
        max_workers=count,
        mp_context=multiprocessing.get_context("spawn"),  # the one way that Windows has
        initializer=_begin,
        initargs=(begin, args),
    )


def _begin(begin: Callable[..., None], args: tuple[Any, ...]) -> None:
    """Make this process ready."""
    gc.disable()  # nothing here makes cycles, and looking for them costs a tenth of the time
    atexit.register(os._exit, 0)  # to give back each of its objects took 1.6 s of 31
    threading.Thread(target=_end_with_parent, daemon=True).start()
    begin(*args)


def _end_with_parent() -> None:
    """Wait for the end of the process that started this one, however it came, and follow it.

    A process that is killed ends no other: without this, each of its workers would wait for work
    for ever, a quarter of a gigabyte large.
    """
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
