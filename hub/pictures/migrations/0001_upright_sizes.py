from django.db import migrations

from hub.pictures.upright import seen_size


def put_right(apps, schema_editor):
    for image in apps.get_model("wagtailimages", "Image").objects.iterator():
        size = seen_size(image.file)
        if size and size != (image.width, image.height):
            rows = type(image).objects.filter(pk=image.pk)
            rows.update(width=size[0], height=size[1])


class Migration(migrations.Migration):
    dependencies = [("wagtailimages", "0027_image_description")]

    operations = [migrations.RunPython(put_right, migrations.RunPython.noop)]
