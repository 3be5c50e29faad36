from django.apps import AppConfig


class PicturesConfig(AppConfig):
    name = "hub.pictures"
    label = "pictures"

    def ready(self) -> None:
        from django.db.models.signals import post_delete, post_save
        from wagtail.images import get_image_model

        from .files import on_image_deleted
        from .upright import on_image_saved

        post_save.connect(on_image_saved, sender=get_image_model())
        post_delete.connect(on_image_deleted, sender=get_image_model())
