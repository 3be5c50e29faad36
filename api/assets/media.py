from dataclasses import dataclass
from html import escape

import graphene


@dataclass(frozen=True)
class ImageNode:
    url: str
    width: int | None
    height: int | None
    alt: str

    @property
    def html(self) -> str:
        size = f' width="{self.width}" height="{self.height}"' if self.width else ""
        return f'<img src="{escape(self.url)}" alt="{escape(self.alt)}"{size}>'


class Image(graphene.ObjectType):
    class Meta:
        description = "A picture."

    url = graphene.String(required=True, description="Its whole address.")
    width = graphene.Int(
        description="In pixels; null for a picture that stays elsewhere on the web."
    )
    height = graphene.Int(
        description="In pixels; null for a picture that stays elsewhere on the web."
    )
    alt = graphene.String(
        required=True, description="Words for those who cannot see it; may be empty."
    )


@dataclass(frozen=True)
class FileNode:
    url: str
    name: str
    size: int | None


class File(graphene.ObjectType):
    class Meta:
        description = "A file to read or watch."

    url = graphene.String(required=True, description="Its whole address.")
    name = graphene.String(required=True, description="Its name with its ending.")
    size = graphene.Int(description="In bytes, where known.")
