from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, lru_cache, partial
from html import escape
from mimetypes import guess_type

import graphene
from wagtail.images.models import AbstractImage

from hub.pictures.picture import Picture, picture_of
from hub.pictures.presets import SHAPES, Point, Preset

from .context import Context
from .fields import list_of, string

# How wide a picture in a text is shown, where our own HTML has to say it.
_IN_TEXTS = "(min-width: 50em) 50em, 100vw"


@dataclass(frozen=True)
class SourceNode:
    type: str
    srcset: str


@dataclass(frozen=True)
class RenditionNode:
    """`srcset` and `sources` are empty for a picture that comes in one size."""

    url: str
    width: int | None
    height: int | None
    srcset: str = ""
    sources: tuple[SourceNode, ...] = ()


@dataclass(frozen=True)
class ImageNode:
    """`shape` is what the image's own address and size are of."""

    rendition: Callable[[Preset], RenditionNode]
    alt: str
    focal_point: Point | None = None
    shape: Preset = Preset.FULL

    @cached_property
    def shown(self) -> RenditionNode:
        return self.rendition(self.shape)

    @property
    def html(self) -> str:
        shown = self.shown
        sizes = f' sizes="{_IN_TEXTS}"' if shown.srcset else ""
        sources = "".join(
            f'<source type="{source.type}" srcset="{escape(source.srcset)}"{sizes}>'
            for source in shown.sources
        )
        srcset = f' srcset="{escape(shown.srcset)}"{sizes}' if shown.srcset else ""
        size = f' width="{shown.width}" height="{shown.height}"' if shown.width else ""
        alt = f' alt="{escape(self.alt)}" loading="lazy" decoding="async"'
        img = f'<img src="{escape(shown.url)}"{srcset}{size}{alt}>'
        return f"<picture>{sources}{img}</picture>" if sources else img


def elsewhere(url: str, alt: str, width: int | None = None, height: int | None = None) -> ImageNode:
    """A picture that is not of the library: it comes as it is."""
    only = RenditionNode(url, width, height)
    return ImageNode(lambda _preset: only, alt)


def of_library(context: Context, image: AbstractImage) -> ImageNode:
    picture = picture_of(image)
    return ImageNode(
        partial(_rendition, picture, context.absolute_url(picture.folder)),
        # Its title is no words for people: it begins as the name of the file.
        image.description,
        picture.focus,
    )


# The same pictures are shown again and again, and say the same of themselves until they change.
@lru_cache(maxsize=2_000)
def _rendition(picture: Picture, folder: str, preset: Preset) -> RenditionNode:
    sizes = picture.sizes(preset)
    *better, fallback = picture.formats(preset)
    srcsets = {
        format: ", ".join(
            f"{folder}{picture.file_name(preset, size, format)} {size.width}w" for size in sizes
        )
        for format in (*better, fallback)
    }
    return RenditionNode(
        f"{folder}{picture.file_name(preset, sizes[-1], fallback)}",
        *sizes[-1],
        srcsets[fallback],
        tuple(SourceNode(format.mime_type, srcsets[format]) for format in better),
    )


ImagePreset = graphene.Enum(
    "ImagePreset",
    [(preset.name, preset.value) for preset in Preset],
    description=lambda preset: (
        SHAPES[Preset(preset.value)].description
        if preset
        else "The shapes that pictures come in, each in several widths."
    ),
)


class ImageSource(graphene.ObjectType):
    class Meta:
        description = "A rendition in one file format: a `source` element inside `picture`."

    type = string("Its MIME type: `image/avif`, `image/webp`.")
    srcset = string("The addresses of all its widths, as `srcset` takes them.")


class Rendition(graphene.ObjectType):
    class Meta:
        description = "A picture in one shape, never larger than its original."

    url = string("The largest, as a JPEG or PNG, for the `src` of the `img` element.")
    width = graphene.Int(
        description="Of the largest, in pixels; null for a picture elsewhere on the web."
    )
    height = graphene.Int(
        description="Of the largest, in pixels; null for a picture elsewhere on the web."
    )
    srcset = string("All widths as JPEG or PNG; empty for a picture that comes in one size.")
    sources = list_of(
        ImageSource, "The better file formats, best first; empty where there are none."
    )


class FocalPoint(graphene.ObjectType):
    class Meta:
        description = "What a picture is about, as fractions of its width and height."

    x = graphene.Float(required=True, description="From the left, 0 to 1.")
    y = graphene.Float(required=True, description="From the top, 0 to 1.")


class Image(graphene.ObjectType):
    class Meta:
        description = "A picture; its own address and size are those of the rendition `FULL`."

    alt = string("Words for those who cannot see it; empty for mere decoration.")
    url = string("Its whole address.")
    width = graphene.Int(
        description="In pixels; null for a picture that stays elsewhere on the web."
    )
    height = graphene.Int(
        description="In pixels; null for a picture that stays elsewhere on the web."
    )
    focal_point = graphene.Field(
        FocalPoint,
        description="Where it is cut around, as editors set it; null for a picture elsewhere.",
    )
    rendition = graphene.Field(
        Rendition,
        required=True,
        preset=ImagePreset(required=True, description="Its shape."),
        description="The picture in a shape: never larger than it is, and cut around `focalPoint`.",
    )

    @staticmethod
    def resolve_url(node: ImageNode, _info) -> str:
        return node.shown.url

    @staticmethod
    def resolve_width(node: ImageNode, _info) -> int | None:
        return node.shown.width

    @staticmethod
    def resolve_height(node: ImageNode, _info) -> int | None:
        return node.shown.height

    @staticmethod
    def resolve_rendition(node: ImageNode, _info, preset: graphene.Enum) -> RenditionNode:
        return node.rendition(Preset(preset.value))


@dataclass(frozen=True)
class FileNode:
    url: str
    name: str
    size: int | None

    @property
    def type(self) -> str:
        return guess_type(self.name)[0] or "application/octet-stream"


class File(graphene.ObjectType):
    class Meta:
        description = "A file to read or watch."

    url = string("Its whole address.")
    name = string("Its name with its ending.")
    type = string("Its MIME type, by its ending.")
    size = graphene.Int(description="In bytes, where known.")
