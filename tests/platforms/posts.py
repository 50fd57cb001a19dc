"""Posts to try adapters with."""

import hashlib
from pathlib import Path

from PIL import Image

from pipeline.core.posting import Post, PostPicture, Promise


def picture(folder: Path, name: str = "01.jpg", alt: str = "Gedung KPU dari depan") -> PostPicture:
    path = folder / name
    Image.new("RGB", (64, 80), (156, 28, 31)).save(path, "JPEG")
    return PostPicture(
        path=str(path),
        name=name,
        alt=alt,
        mime="image/jpeg",
        url=f"https://jdih.example/konten/{name}",
        width=64,
        height=80,
        sha256=hashlib.sha256(path.read_bytes()).hexdigest(),
    )


def post(
    item: str,
    *,
    network: str,
    account: str = "jdihpinrang",
    pictures: tuple[PostPicture, ...] = (),
    revision: int = 0,
) -> Post:
    link = f"https://jdih.example/konten/{item}/"
    return Post(
        promise=Promise(item=item, revision=revision, channel=network),
        network=network,
        account=account,
        text=f"Tahukah kamu? Informasi publik itu terbuka.\n\n{link}\n#JDIHKPU",
        link=link,
        pictures=pictures,
    )
