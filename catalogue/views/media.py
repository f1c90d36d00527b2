from pathlib import PurePosixPath

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponseBase
from django.views.static import serve

from films.models.image import FOLDER

SERVED = {".avif": "image/avif", ".webp": "image/webp"}  # all that is made here; nothing that was sent in


def media(request: HttpRequest, path: str) -> HttpResponseBase:
    """The smaller pictures. Their names follow from their content, so that they are never asked for twice."""
    suffix = PurePosixPath(path).suffix
    if PurePosixPath(path).parts[:1] != (FOLDER,) or suffix not in SERVED:
        raise Http404
    response = serve(request, path, document_root=settings.MEDIA_ROOT)
    response.headers["Content-Type"] = SERVED[suffix]
    response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response
