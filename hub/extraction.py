"""The text of PDF and DOCX files, read with limits: an upload may be huge, broken or hostile."""

import re
import time
import zipfile
from collections.abc import Iterator, Mapping
from typing import BinaryIO

import mammoth
import pypdf
from bs4 import BeautifulSoup
from pypdf.errors import PyPdfError

MAX_PAGES = 2_000
MAX_CHARACTERS = 5_000_000
MAX_SECONDS = 30
# A DOCX is a zip: what it says it unpacks to, in all and by how much, before anything is unpacked.
MAX_UNPACKED_BYTES = 100 * 1024 * 1024
MAX_XML_BYTES = 20 * 1024 * 1024
MAX_RATIO = 200
MAX_MEMBERS = 5_000

_BLOCK_ENDS = ["p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "tr", "blockquote", "pre", "br"]


class ExtractionError(Exception):
    """The file gives no text; the message says why, for people."""


def extract(file: BinaryIO, name: str) -> str:
    """The text of a .pdf or .docx, paragraphs set apart by empty lines; "" for any other name."""
    lower = name.lower()
    if lower.endswith(".pdf"):
        return "\n\n".join(pdf_pages(file))
    if lower.endswith(".docx"):
        return _text_of_html(docx_html(file))
    return ""


def pdf_pages(file: BinaryIO) -> Iterator[str]:
    """The text of each page that has any, within MAX_PAGES, MAX_CHARACTERS and MAX_SECONDS."""
    started = time.monotonic()
    characters = 0
    try:
        reader = pypdf.PdfReader(file)
        if reader.is_encrypted and not reader.decrypt(""):
            raise ExtractionError("the PDF is encrypted")
        for number in range(min(len(reader.pages), MAX_PAGES)):
            text = _clean(reader.pages[number].extract_text())
            characters += len(text)
            if characters > MAX_CHARACTERS or time.monotonic() - started > MAX_SECONDS:
                return
            if text:
                yield text
    except ExtractionError:
        raise
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError) as error:
        raise ExtractionError(f"the PDF cannot be read: {error}") from error
    except (RecursionError, OverflowError, NotImplementedError, MemoryError, OSError) as error:
        raise ExtractionError(f"the PDF cannot be read: {type(error).__name__}") from error


def pdf_information(file: BinaryIO) -> dict[str, str]:
    """What the PDF says of itself (title, author …); empty where it says nothing legible."""
    try:
        reader = pypdf.PdfReader(file)
        if reader.is_encrypted and not reader.decrypt(""):
            return {}
        said: Mapping[str, object] = reader.metadata or {}
        return {
            str(key).lstrip("/").lower(): text
            for key, value in list(said.items())[:50]
            if isinstance(value, str) and (text := _clean(value)[:1000])
        }
    except Exception:  # a broken file says nothing of itself; its pages say why
        return {}


def docx_html(file: BinaryIO) -> str:
    """Unsanitised HTML; pictures are `data:` addresses in it."""
    _check_zip(file)
    try:
        return mammoth.convert_to_html(file).value
    except (RecursionError, MemoryError) as error:
        raise ExtractionError("the DOCX is nested too deep") from error
    except Exception as error:  # mammoth lets whatever its XML reader meets through
        raise ExtractionError(
            f"the DOCX cannot be read: {error or type(error).__name__}"
        ) from error


def _check_zip(file: BinaryIO) -> None:
    file.seek(0)
    try:
        with zipfile.ZipFile(file) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise ExtractionError("not a DOCX file") from error
    if len(members) > MAX_MEMBERS:
        raise ExtractionError(f"the DOCX holds more than {MAX_MEMBERS} parts")
    total = sum(member.file_size for member in members)
    if total > MAX_UNPACKED_BYTES:
        limit = MAX_UNPACKED_BYTES // 1024 // 1024
        raise ExtractionError(f"the DOCX unpacks to more than {limit} MB")
    for member in members:
        if member.filename.endswith((".xml", ".rels")) and member.file_size > MAX_XML_BYTES:
            limit = MAX_XML_BYTES // 1024 // 1024
            raise ExtractionError(f"the DOCX holds a part of more than {limit} MB of XML")
        if member.file_size > 1024 * 1024 * 2 and (
            member.file_size > member.compress_size * MAX_RATIO
        ):
            raise ExtractionError(f"the DOCX holds a part packed more than {MAX_RATIO} to 1")
    file.seek(0)


def _text_of_html(html: str) -> str:
    soup = BeautifulSoup(re.sub(r"<img [^>]*>", "", html), "html.parser")
    for tag in soup.find_all(_BLOCK_ENDS):
        tag.append("\n\n")
    return _clean(soup.get_text())[:MAX_CHARACTERS]


def _clean(text: str) -> str:
    text = re.sub(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff]", "", text)
    return re.sub(r"\n{3,}", "\n\n", re.sub(r"[ \t\xa0]+\n", "\n", text)).strip()
