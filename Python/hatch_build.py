"""Puts the shared library of the engine into the wheel."""

from __future__ import annotations

import os
import platform
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class LibraryHook(BuildHookInterface):  # type: ignore[type-arg]
    """One wheel for every Python, as the library is reached by ctypes."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Adds the library that CHURNFORECAST_LIBRARY names."""
        if version == "editable":
            return
        library = os.environ.get("CHURNFORECAST_LIBRARY")
        if not library or not os.path.exists(library):
            raise RuntimeError("CHURNFORECAST_LIBRARY must name the shared library; scripts/python builds it and the wheel")
        build_data["pure_python"] = False
        build_data["tag"] = f"py3-none-linux_{platform.machine()}"
        build_data["force_include"][library] = "churnforecast/libchurnforecast.so"
        root = os.path.dirname(self.root)
        for name in ("LICENSE", "NOTICE"):
            build_data["force_include"][os.path.join(root, name)] = f"churnforecast/licences/{name}"
        third = os.path.join(self.root, "THIRD-PARTY.md")
        build_data["force_include"][third] = "churnforecast/licences/THIRD-PARTY.md"
        # Word lists, where the set-up could fetch them.
        lexica = os.environ.get("CHURNFORECAST_LEXICA", "")
        for name in sorted(os.listdir(lexica)) if os.path.isdir(lexica) else []:
            build_data["force_include"][os.path.join(lexica, name)] = f"churnforecast/lexica/{name}"
