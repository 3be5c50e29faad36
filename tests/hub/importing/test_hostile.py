"""Whatever is wrong with a file is said, with its line; the other files go on."""

import base64
import io
import zipfile

import PIL.Image
import pytest
from wagtail.documents.models import Document
from wagtail.images.models import Image

from hub import extraction
from hub.importing.report import Outcome

from .conftest import asset, counts, of

GOOD = "---\ntitle: Good\n---\nText"


def png(size: tuple[int, int] = (3, 2)) -> bytes:
    file = io.BytesIO()
    PIL.Image.new("RGB", size, "red").save(file, "PNG")
    return file.getvalue()


def docx(xml: str = "", **members: bytes) -> bytes:
    body = xml or (
        '<w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr><w:r><w:t>Head</w:t></w:r></w:p>'
        "<w:p><w:r><w:t>Words of a letter</w:t></w:r></w:p>"
    )
    namespace = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    relations = "http://schemas.openxmlformats.org/package/2006/relationships"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{relations}"><Relationship Id="r" Type="{office}" '
            'Target="word/document.xml"/></Relationships>',
        )
        archive.writestr(
            "word/document.xml", f"<w:document {namespace}><w:body>{body}</w:body></w:document>"
        )
        for name, data in members.items():
            archive.writestr(name, data)
    return file.getvalue()


def pdf(pages: list[str], password: str = "") -> bytes:
    import pypdf
    from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

    writer = pypdf.PdfWriter()
    font = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Font"),
            NameObject("/Subtype"): NameObject("/Type1"),
            NameObject("/BaseFont"): NameObject("/Helvetica"),
        }
    )
    for text in pages:
        page = writer.add_blank_page(300, 300)
        stream = DecodedStreamObject()
        stream.set_data(f"BT /F1 12 Tf 20 200 Td ({text}) Tj ET".encode())
        page[NameObject("/Contents")] = writer._add_object(stream)
        page[NameObject("/Resources")] = DictionaryObject(
            {NameObject("/Font"): DictionaryObject({NameObject("/F1"): font})}
        )
    if password:
        writer.encrypt(password, algorithm="RC4-128")
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "reason", "line"),
    [
        ("x.md", b"", "empty file", None),
        ("x.md", b" \n\t\n", "empty file", None),
        ("x.md", b"---\ntitle: [a\n---\nx", "not valid YAML", 3),
        ("x.md", b"---\ntitle: a\n\nx", "never closed", 1),
        ("x.md", b"---\ntitle: a\ndate: 2020-13-45\n---\nx", "is not a date", 3),
        ("x.md", b"\xff\xfe\x00abc", "NUL bytes", 1),
        ("x.md", b"ok\n\xe9 caf\xe9 \xff\xff", "neither UTF-8 nor GB 18030", 2),
        ("x.md", b"x" * (20 * 1024 * 1024), "larger than 5 MB", None),
        ("x.html", b"<div>" * 100_000, "nested deeper than 100", None),
        ("2020-13-45-x.md", b"text", "date in the file's name", None),
        ("x.docx", b"PK not a zip", "not a DOCX", None),
        ("x.pdf", b"%PDF-1.7 broken", "the PDF cannot be read", None),
        ("x.pdf", pdf(["secret"], password="p"), "encrypted", None),
    ],
)
def test_bad_files_are_reported_and_the_others_go_on(run, write, name, content, reason, line):
    write(name, content)
    write("good.md", GOOD)
    report = run()
    bad = of(report, name)
    assert (bad.outcome, bad.line) == (Outcome.FAILED, line)
    assert reason in bad.reason
    assert counts(report) == (1, 0, 0, 1)


def test_chinese_in_gb18030_is_read_with_a_warning(run, write):
    write("a.md", "---\ntitle: 密封水泵\n---\n停掉六百吨的纸机。".encode("gb18030"))
    report = of(run(), "a.md")
    assert asset("a.md").title == "密封水泵"
    assert "GB 18030" in report.warnings[0].message


def test_western_single_bytes_are_not_taken_for_chinese(run, write):
    write("a.md", "Le café de l'école est fermé à Noël, hélas".encode("latin-1"))
    assert of(run(), "a.md").outcome is Outcome.FAILED


def test_a_byte_order_mark_and_windows_lines_do_not_matter(run, write):
    write("a.md", "\ufeff---\r\ntitle: A\r\n---\r\nText\r\n".encode())
    run()
    assert asset("a.md").title == "A"


def test_what_leads_outside_the_folder_is_refused(run, write, pool, tmp_path):
    secret = tmp_path / "secret.md"
    secret.write_text("# Secret")
    (tmp_path / "secret.png").write_bytes(png())
    (tmp_path / "folder").mkdir()
    (pool / "linked.md").symlink_to(secret)
    (pool / "folder").symlink_to(tmp_path / "folder")
    (pool / "loop.md").symlink_to(pool / "loop.md")
    write(
        "a.md",
        "---\ntitle: A\nkind: webinar\ntranscript: ../secret.md\nhero_image: ../secret.png\n---\n"
        "[x](../../etc/passwd.md) ![y](../secret.png)\n\n[z](%2e%2e/secret.md)",
    )
    report = run()
    assert of(report, "linked.md").reason == "leads outside the imported folder"
    assert "symbolic link" in of(report, "folder").reason
    assert of(report, "loop.md").outcome is Outcome.FAILED
    found = asset("a.md")
    assert "linktype" not in str(found.body.raw_data[0]["value"]) and not found.transcript
    assert Image.objects.count() == 0
    assert sum("outside" in warning.message for warning in of(report, "a.md").warnings) == 3


def test_pictures_are_stored_once_whoever_uses_them(run, write):
    write("img/a.png", png())
    write("img/copy.png", png())
    write("a.md", "---\ntitle: A\nimage: img/a.png\n---\n![Alt](img/a.png)")
    data = base64.b64encode(png()).decode()
    write("b.md", f"![B](/img/copy.png) ![C](data:image/png;base64,{data})")
    run()
    stored = Image.objects.get()
    assert asset("a.md").hero_image == stored
    values = [block["value"] for block in asset("b.md").body.raw_data]
    assert [(value["image"], value["alt"]) for value in values] == [
        (stored.pk, "B"),
        (stored.pk, "C"),
    ]
    assert counts(run()) == (0, 0, 2, 0)


@pytest.mark.parametrize("data", [b"not a picture", b"<svg onload='alert(1)'/>", png((9000, 9000))])
def test_what_is_no_sane_picture_is_left_out(run, write, data):
    write("a.png", data)
    write("a.md", "# A\n\n![x](a.png)")
    report = of(run(), "a.md")
    assert Image.objects.count() == 0
    assert "left out" in report.warnings[0].message


def test_a_docx_becomes_blocks(run, write):
    write("letter.docx", docx())
    run()
    found = asset("letter.docx")
    assert found.title == "Head"
    assert [block["value"] for block in found.body.raw_data] == ["<p>Words of a letter</p>"]


@pytest.mark.parametrize(
    ("members", "reason"),
    [
        ({"word/media/bomb.bin": b"\0" * (30 * 1024 * 1024)}, "packed more than 200 to 1"),
        ({f"m{n}": b"" for n in range(5_001)}, "more than 5000 parts"),
        ({"word/styles.xml": b"<x/>" * (6 * 1024 * 1024)}, "of XML"),
    ],
)
def test_zip_bombs_are_refused_before_they_are_unpacked(run, write, members, reason):
    write("bomb.docx", docx(**members))
    assert reason in of(run(), "bomb.docx").reason


def test_a_docx_with_nested_entities_is_refused(run, write):
    data = docx().replace(b"", b"")
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(file, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "word/document.xml":
                entities = b"".join(
                    b'<!ENTITY e%d "%s">' % (n, (b"&e%d;" % (n - 1)) * 10 if n else b"ha" * 10)
                    for n in range(12)
                )
                content = (
                    b"<!DOCTYPE x ["
                    + entities
                    + b"]>"
                    + content.replace(b"Words of a letter", b"&e11;")
                )
            new.writestr(name, content)
    write("bomb.docx", file.getvalue())
    assert of(run(), "bomb.docx").outcome is Outcome.FAILED


def test_a_pdf_is_a_publication_with_its_text(run, write):
    write("paper.pdf", pdf(["First page", "Second page"]))
    run()
    found = asset("paper.pdf")
    assert found.extracted_text == "First page\n\nSecond page"
    assert found.file == Document.objects.get() and len(found.body) == 0


def test_a_pdf_that_is_an_article_has_paragraphs(run, write):
    write("paper.pdf", pdf(["First page", "Second page"]))
    run("[fields]\ntitle = 'title'")
    assert asset("paper.pdf").body.raw_data[0]["value"] == "<p>First page</p><p>Second page</p>"


def test_of_a_pdf_with_very_many_pages_the_first_are_read(monkeypatch):
    monkeypatch.setattr(extraction, "MAX_PAGES", 3)
    assert len(list(extraction.pdf_pages(io.BytesIO(pdf(["page"] * 10))))) == 3


def test_text_no_database_would_take_is_cleaned(run, write):
    write("a.md", '---\ntitle: "a\\0b"\nextra: "\\0"\n---\nx\x07y &#0; &#xD800;')
    run()
    assert asset("a.md").title == "ab"


def test_a_title_of_any_length_fits(run, write):
    write("a.md", f"---\ntitle: {'long ' * 100}\n---\nx")
    report = of(run(), "a.md")
    found = asset("a.md")
    assert len(found.title) <= 255 and len(found.source_metadata["title"]) > 400
    assert "longer than 255" in report.warnings[0].message
