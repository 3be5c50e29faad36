"""Many who ask for the same picture at once."""

import threading
from urllib.request import urlopen

import pytest
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file

from hub.pictures.formats import Format
from hub.pictures.picture import picture_of
from hub.pictures.presets import Preset


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_all_get_the_whole_picture_and_it_is_drawn_once(live_server, settings, tmp_path):
    settings.PICTURES_DIR = tmp_path
    file = get_test_image_file("wide.png", size=(400, 200))
    picture = picture_of(get_image_model().objects.create(title="Wide", file=file))
    [*_, largest] = picture.sizes(Preset.FULL)
    path = picture.folder + picture.file_name(Preset.FULL, largest, Format.AVIF)
    found = []

    def ask():
        with urlopen(live_server.url + path) as response:
            found.append(response.read())

    threads = [threading.Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 8
    assert len(set(found)) == 1
    assert [file.name for file in tmp_path.rglob("*.*")] == ["full-400.avif"]
