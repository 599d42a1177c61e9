"""Draw QR codes, to show in a meeting or to print."""

import io

SCALE = 10


def png(link: str) -> bytes:
    """Draw a link as a QR code, dark on light with an empty border."""
    import segno

    picture = io.BytesIO()
    segno.make(link, error="m", micro=False).save(picture, kind="png", scale=SCALE)
    return picture.getvalue()


def lines(link: str) -> str:
    """Draw a link as a QR code for a terminal."""
    import segno

    drawn = io.StringIO()
    segno.make(link, error="l", micro=False).terminal(drawn, compact=True)
    return drawn.getvalue()
