"""Small pictures of pages: made once, kept aside, and never of what is no picture."""

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from tests.support.read_documents import a_picture
from tracker.adapters.disk import DiskFiles
from tracker.adapters.thumbnails import HEIGHT, WIDTH, PageThumbnails
from tracker.domain.errors import NotFound


@pytest.fixture
def files(tmp_path: Path) -> DiskFiles:
    return DiskFiles(tmp_path / "files")


@pytest.fixture
def small(files: DiskFiles, tmp_path: Path) -> PageThumbnails:
    return PageThumbnails(files, tmp_path / "thumbnails")


@pytest.mark.parametrize(("width", "height"), [(550, 780), (1000, 100), (40, 2000)])
@pytest.mark.parametrize("media", ["JPEG", "PNG"])
def test_a_page_is_made_small(
    files: DiskFiles, small: PageThumbnails, width: int, height: int, media: str
) -> None:
    kept = files.keep(a_picture("Calls rose.", width=width, height=height, media=media))
    with Image.open(BytesIO(small.of(kept))) as picture:
        assert (picture.format, picture.size) == ("PNG", (WIDTH, min(HEIGHT, round(height * WIDTH / width))))


def test_it_is_kept_and_made_again_when_the_folder_was_emptied(
    files: DiskFiles, small: PageThumbnails, tmp_path: Path
) -> None:
    kept = files.keep(a_picture("Calls rose."))
    first = small.of(kept)
    [file] = (tmp_path / "thumbnails").iterdir()
    assert file.read_bytes() == first
    file.unlink()
    assert small.of(kept) == first


def test_what_is_no_picture_has_no_thumbnail(files: DiskFiles, small: PageThumbnails) -> None:
    for content in (b"%PDF-1.7", b"\xff\xd8\xff broken", b"GIF89a"):
        with pytest.raises(NotFound):
            small.of(files.keep(content))
