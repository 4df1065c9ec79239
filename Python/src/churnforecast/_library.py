"""The engine's C interface, by ctypes."""

from __future__ import annotations

import ctypes
import functools
import os
import sys
from typing import Any, Callable

from ._errors import EngineError, error_of

__all__ = ["Handle", "TableStream", "call", "library", "stream_pointer"]


class _ArrowArrayStream(ctypes.Structure):
    """Arrow's C stream: four functions and their data."""

    _fields_ = [
        ("get_schema", ctypes.c_void_p),
        ("get_next", ctypes.c_void_p),
        ("get_last_error", ctypes.c_void_p),
        ("release", ctypes.c_void_p),
        ("private_data", ctypes.c_void_p),
    ]


def _path() -> str:
    """Where the shared library is: beside this file, or where ``CHURNFORECAST_LIBRARY`` says."""
    stated = os.environ.get("CHURNFORECAST_LIBRARY")
    if stated:
        return stated
    ending = "dylib" if sys.platform == "darwin" else "so"
    return os.path.join(os.path.dirname(__file__), f"libchurnforecast.{ending}")


@functools.cache
def library() -> ctypes.CDLL:
    """The shared library, loaded when it is first needed."""
    try:
        loaded = ctypes.CDLL(_path())
    except OSError as error:
        raise EngineError(
            f"the library of the engine cannot be loaded: {error}. Install the package again "
            "(pip install --force-reinstall churnforecast), or name a library that was built from "
            "source by the environment variable CHURNFORECAST_LIBRARY"
        ) from error
    for name in (
        "cf_version cf_fit cf_fit_read cf_fit_answer cf_fit_forecast cf_backtest cf_panel_open cf_panel_step "
        "cf_panel_table cf_columns cf_pool_sums cf_pool"
    ).split():
        getattr(loaded, name).restype = ctypes.c_int32
    for name in "cf_free cf_fit_release cf_panel_release cf_panel_clear cf_main".split():
        getattr(loaded, name).restype = None
    return loaded


def call(name: str, *arguments: Any) -> str:
    """Calls a function that gives back an answer or the message of an error.

    The interpreter is free for other threads meanwhile.
    """
    text = ctypes.c_void_p()
    code = getattr(library(), name)(*arguments, ctypes.byref(text))
    try:
        answer = ctypes.string_at(text).decode() if text.value else ""
    finally:
        library().cf_free(text)
    if code != 0:
        raise error_of(code, answer)
    return answer


class Handle:
    """Something that lives in the engine until nothing refers to it."""

    def __init__(self, release: str) -> None:
        self.pointer = ctypes.c_void_p()
        self._release: Callable[..., Any] = getattr(library(), release)

    @property
    def place(self) -> Any:
        """Where the engine writes the handle."""
        return ctypes.byref(self.pointer)

    def __del__(self) -> None:
        if self.pointer.value:
            self._release(self.pointer)
            self.pointer.value = None


_STREAM = b"arrow_array_stream"

_capsule_pointer = ctypes.pythonapi.PyCapsule_GetPointer
_capsule_pointer.restype = ctypes.c_void_p
_capsule_pointer.argtypes = [ctypes.py_object, ctypes.c_char_p]

_DESTRUCTOR = ctypes.CFUNCTYPE(None, ctypes.c_void_p)
_capsule_new = ctypes.pythonapi.PyCapsule_New
_capsule_new.restype = ctypes.py_object
_capsule_new.argtypes = [ctypes.c_void_p, ctypes.c_char_p, ctypes.c_void_p]


def stream_pointer(capsule: Any) -> ctypes.c_void_p:
    """The stream in a capsule that ``__arrow_c_stream__`` gave."""
    return ctypes.c_void_p(_capsule_pointer(capsule, _STREAM))


class TableStream:
    """A table that the engine gives: every library that knows the Arrow PyCapsule interface can read it, once."""

    def __init__(self) -> None:
        self._stream: _ArrowArrayStream | None = _ArrowArrayStream()

    @property
    def place(self) -> Any:
        """Where the engine writes the stream."""
        assert self._stream is not None
        return ctypes.byref(self._stream)

    def __arrow_c_stream__(self, requested_schema: object = None) -> Any:
        """The stream in a capsule; a requested schema is not looked at, as the interface allows."""
        stream, self._stream = self._stream, None
        if stream is None:
            raise EngineError("this table was read already; ask for it again")
        _LENT[ctypes.addressof(stream)] = stream
        return _capsule_new(ctypes.addressof(stream), _STREAM, _destructor)

    def __del__(self) -> None:
        if self._stream is not None:
            _release(self._stream)


# Streams that are in capsules, by their addresses.
_LENT: dict[int, _ArrowArrayStream] = {}


def _release(stream: _ArrowArrayStream) -> None:
    """Gives a stream back that nobody took over."""
    if stream.release:
        ctypes.CFUNCTYPE(None, ctypes.c_void_p)(stream.release)(ctypes.addressof(stream))


def _destroy(capsule: int | None) -> None:
    """Called when a capsule is garbage, by its address: it is no longer an object that may be looked at as one."""
    pointer = _raw_pointer(capsule, _STREAM)
    stream = _LENT.pop(pointer, None) if pointer else None
    if stream is not None:
        _release(stream)


_raw_pointer = ctypes.PYFUNCTYPE(ctypes.c_void_p, ctypes.c_void_p, ctypes.c_char_p)(
    ("PyCapsule_GetPointer", ctypes.pythonapi)
)
_destructor_function = ctypes.PYFUNCTYPE(None, ctypes.c_void_p)(_destroy)
_destructor = ctypes.cast(_destructor_function, ctypes.c_void_p)
