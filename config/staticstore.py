"""Static files with a hash in their name, compressed."""

from __future__ import annotations

from whitenoise.storage import CompressedManifestStaticFilesStorage


class StaticStore(CompressedManifestStaticFilesStorage):
    """A file that was not collected keeps its plain name: a page without style is better than none."""

    manifest_strict = False

    def stored_name(self, name: str) -> str:
        """The name with the hash, from the manifest."""
        try:
            return str(super().stored_name(name))
        except ValueError:  # neither in the manifest nor on the disk
            return name
