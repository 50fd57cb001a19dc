"""Masters without loss: every pixel comes back, and nothing else is in the file."""

import io

from PIL import Image

from pipeline.render.lossless import png


def test_every_pixel_comes_back_and_nothing_else_is_told() -> None:
    """Noise, a gradient, an odd width: a stranger's reader sees what was painted."""
    canvas = Image.effect_noise((301, 200), 90).convert("RGB")
    canvas.paste(Image.linear_gradient("L").convert("RGB"), (20, 30))
    made = png(canvas)
    with Image.open(io.BytesIO(made)) as opened:
        assert (opened.format, opened.info, opened.mode) == ("PNG", {}, "RGB")
        assert opened.tobytes() == canvas.tobytes()
    assert made == png(canvas.copy())
