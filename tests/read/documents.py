"""PDF and Word files made by hand, whole and broken: small enough to read, so that a test says what is in them."""

import io
import zipfile
import zlib

WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
CORE = (
    '<cp:coreProperties xmlns:cp="c" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:t="http://purl.org/dc/terms/">'
)


def printed(*lines, x=72, y=760, size=10, lead=12):
    """Lines set below one another; a number among them moves down by so many points."""
    out = []
    for line in lines:
        if isinstance(line, (int, float)):
            y -= line
            continue
        said = line.encode("cp1252").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
        out.append(b"BT /F1 %d Tf %d %d Td (%s) Tj ET" % (size, x, y, said))
        y -= lead
    return b"\n".join(out)


def pdf(*pages, info="", trailer="", packed=False, more=()):
    """A PDF of content streams; ``info`` goes into its information dictionary, ``trailer`` into its trailer."""
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [%s] /Count %d >>"
        % (b" ".join(b"%d 0 R" % (5 + 2 * n) for n in range(len(pages))), len(pages)),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        b"<< %s >>" % info.encode("latin-1"),
    ]
    for n, page in enumerate(pages):
        data = zlib.compress(page) if packed else page
        how = b"/Filter /FlateDecode " if packed else b""
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R "
            b"/Resources << /Font << /F1 3 0 R >> >> >>" % (6 + 2 * n)
        )
        objects.append(b"<< %s/Length %d >>\nstream\n%s\nendstream" % (how, len(data), data))
    objects += more
    out, places = io.BytesIO(b""), []
    out.write(b"%PDF-1.7\n")
    for number, body in enumerate(objects, 1):
        places.append(out.tell())
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, body))
    start = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    out.write(b"".join(b"%010d 00000 n \n" % at for at in places))
    out.write(b"trailer\n<< /Size %d /Root 1 0 R /Info 4 0 R %s >>\n" % (len(objects) + 1, trailer.encode("latin-1")))
    out.write(b"startxref\n%d\n%%%%EOF\n" % start)
    return out.getvalue()


def p(*runs, style=""):
    """A paragraph; a run that begins with ``<`` is XML as it is."""
    said = "".join(r if r.startswith("<") else f'<w:r><w:t xml:space="preserve">{r}</w:t></w:r>' for r in runs)
    return f"<w:p>{f'<w:pPr><w:pStyle w:val={chr(34)}{style}{chr(34)}/></w:pPr>' if style else ''}{said}</w:p>"


def docx(*body, core="", parts=(), document=None):
    """A Word file of paragraphs; ``parts`` are further (name, bytes)."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        xml = document or f"<?xml version='1.0'?><w:document {WORD}><w:body>{''.join(body)}</w:body></w:document>"
        file.writestr("word/document.xml", xml)
        if core:
            file.writestr("docProps/core.xml", f"{CORE}{core}</cp:coreProperties>")
        for name, data in parts:
            file.writestr(name, data)
    return out.getvalue()
