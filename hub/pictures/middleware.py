from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

# What Django's `LocaleMiddleware` says of every answer; of a picture it would part shared caches by readers' languages.
_OF_LANGUAGE = ("Vary", "Content-Language")


def no_language_in_pictures(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    def answered(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if _is_public_picture(response):
            for name in _OF_LANGUAGE:
                response.headers.pop(name, None)
        return response

    return answered


def _is_public_picture(response: HttpResponse) -> bool:
    is_picture = response.headers.get("Content-Type", "").startswith("image/")
    return is_picture and response.headers.get("Cache-Control", "").startswith("public")
