"""Documents, their versions, and the uploads that bring them."""

from documents.models.document import Document
from documents.models.upload import Mode, Unscannable, Upload, UploadState
from documents.models.version import DocumentVersion, ScanState

__all__ = ["Document", "DocumentVersion", "Mode", "ScanState", "Unscannable", "Upload", "UploadState"]
