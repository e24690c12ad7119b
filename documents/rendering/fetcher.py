"""What a paper may load: its own pictures and fonts, nothing of the network, nothing else of the disk."""

# mypy: disallow-untyped-calls=False
# (WeasyPrint is not typed.)

from __future__ import annotations

from pathlib import Path
from urllib.parse import unquote, urlsplit

from django.conf import settings
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

from documents.reasons import sentence
from documents.rendering import fonts


class ResourceClosed(FatalURLFetchingError):
    """The paper asks for something it may not load: rendering stops, since a picture would be missing."""

    def __init__(self, url: str) -> None:
        super().__init__(sentence("resource_closed", {"url": url[:200]}))


class ClosedFetcher(URLFetcher):
    """Answers ``data:`` and files below the static folders and the fonts; refuses the rest."""

    def __init__(self) -> None:
        super().__init__(allowed_protocols={"data", "file"}, allow_redirects=False, fail_on_errors=False)
        self._refused: list[ResourceClosed] = []

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
        """:raises ResourceClosed: outside what is allowed, or not there."""
        if url.startswith("data:"):
            answer: URLFetcherResponse = super().fetch(url, headers)
            return answer
        try:
            return URLFetcherResponse(url, _allowed_path(url).read_bytes())
        except ResourceClosed as error:
            self._refused.append(error)
            raise

    def check(self) -> None:
        """Raise what a picture inside a picture has swallowed. :raises ResourceClosed: see :meth:`fetch`."""
        if self._refused:
            raise self._refused[0]


def _roots() -> list[Path]:
    static = [Path(folder) for folder in settings.STATICFILES_DIRS]
    return [root.resolve() for root in [*static, Path(str(settings.STATIC_ROOT)), fonts.folder()]]


def _allowed_path(url: str) -> Path:
    parts = urlsplit(url)
    if parts.scheme != "file" or parts.netloc:
        raise ResourceClosed(url)
    path = Path(unquote(parts.path)).resolve()
    if not any(path.is_relative_to(root) for root in _roots()) or not path.is_file():
        raise ResourceClosed(url)
    return path
