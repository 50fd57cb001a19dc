"""What each network counts and which addresses are its posts; one table for all adapters."""

FAMILY = "👨‍👩‍👧‍👦"
FLAG = "🇮🇩"
LONTARA = "ᨕᨄ ᨀᨑᨙᨅ"  # five letters, a vowel sign that joins its letter, a blank
LINK = "https://jdih.example/konten/2026-11-tahapan-pemilu-yang-panjang-sekali/"

# text -> length, each as that network counts it
COUNTS = {
    "bluesky": [
        ("JDIH", 4),
        (FLAG, 1),
        ("é", 1),
        ("e\u0301", 1),
        ("\r\n", 1),
        (LONTARA, 6),
        (f"JDIH{FAMILY}", 5),
        (FAMILY * 300, 750),  # 300 graphemes, and 7,500 of 3,000 bytes
    ],
    "facebook": [("JDIH", 4), (FLAG, 2)],
    "gladi": [("JDIH", 4)],
    "instagram": [("JDIH", 4), ("é", 1)],
    "instagram-cerita": [("JDIH", 4)],
    "mastodon": [
        ("JDIH", 4),
        (LINK, 23),
        (f"{LINK}.", 24),
        (f"lihat {LINK} ya", 32),
        (FAMILY, 1),
        (LONTARA, 6),
        ("@kpu@mastodon.social", 4),
        ("humas@kpu.go.id", 15),
    ],
    "telegram": [("JDIH", 4), (FLAG, 4), ("𝐀", 2)],
    "threads": [("JDIH", 4), ("é", 1), ("⚖️", 6), ("😀", 4), (FLAG, 8)],
    "tiktok": [("JDIH", 4), ("😀", 2)],
    "whatsapp": [("JDIH", 4)],
    "x": [
        ("JDIH", 4),
        (LINK, 23),
        ("法律", 4),
        ("😀", 2),
        (FAMILY, 2),
        (FLAG, 2),
        ("é", 1),
        ("…", 2),
        (LONTARA, 13),
        ("jdih.kpu.go.id", 23),
        ("Baca kpu.go.id/sulsel.", 29),
        ("humas@kpu.go.id", 15),
        ("@kpu_ri", 7),
        ("KPU.Semua hadir", 15),
    ],
    "youtube": [("JDIH", 4)],
}

# address -> account named in it, and the address as it is recorded
OWNED = {
    "bluesky": [
        (
            "https://bsky.app/profile/JDIH.bsky.social/post/3kabcdefghi2z?ref=share",
            "jdih.bsky.social",
            "https://bsky.app/profile/JDIH.bsky.social/post/3kabcdefghi2z",
        ),
        (
            "https://bsky.app/profile/did:plc:abc123/post/3kabcdefghi2z",
            None,
            "https://bsky.app/profile/did:plc:abc123/post/3kabcdefghi2z",
        ),
    ],
    "facebook": [
        (
            "https://www.facebook.com/jdihpinrang/posts/pfbid02Abc?rdid=xyz#",
            "jdihpinrang",
            "https://www.facebook.com/jdihpinrang/posts/pfbid02Abc",
        ),
        (
            "https://www.facebook.com/jdihpinrang/photos/a.12/34/?type=3",
            "jdihpinrang",
            "https://www.facebook.com/jdihpinrang/photos/a.12/34",
        ),
        (
            "https://www.facebook.com/share/p/1AbCdEfG/?mibextid=wwXIfr",
            None,
            "https://www.facebook.com/share/p/1AbCdEfG",
        ),
        (
            "https://m.facebook.com/story.php?story_fbid=pfbid0x&id=1000&mibextid=q",
            None,
            "https://www.facebook.com/story.php?id=1000&story_fbid=pfbid0x",
        ),
        (
            "https://www.facebook.com/photo/?fbid=99&set=a.1",
            None,
            "https://www.facebook.com/photo?fbid=99",
        ),
        (
            "https://facebook.com/100064812345/posts/pfbid02Abc",
            None,
            "https://www.facebook.com/100064812345/posts/pfbid02Abc",
        ),
        (
            "https://web.facebook.com/sharepinrang/videos/77/",
            "sharepinrang",
            "https://www.facebook.com/sharepinrang/videos/77",
        ),
    ],
    "gladi": [("http://127.0.0.1:8123/kiriman/7", None, "http://127.0.0.1:8123/kiriman/7")],
    "instagram": [
        (
            "https://www.instagram.com/p/DAbc_-1/?igsh=MzRlODBiNWFlZA==",
            None,
            "https://www.instagram.com/p/DAbc_-1",
        ),
        (
            "https://instagram.com/jdih.pinrang/reel/DAbc1/",
            "jdih.pinrang",
            "https://www.instagram.com/jdih.pinrang/reel/DAbc1",
        ),
    ],
    "instagram-cerita": [
        (
            "https://instagram.com/stories/JDIH.pinrang/3123456789012345678?igsh=MzRl",
            "jdih.pinrang",
            "https://www.instagram.com/stories/JDIH.pinrang/3123456789012345678",
        ),
    ],
    "mastodon": [
        ("https://sosial.example/@JDIH/112233", "jdih", "https://sosial.example/@JDIH/112233"),
        ("http://127.0.0.1:3000/@testuser/1", "testuser", "http://127.0.0.1:3000/@testuser/1"),
    ],
    "telegram": [
        ("https://t.me/jdihpinrang/45?single", "jdihpinrang", "https://t.me/jdihpinrang/45"),
        ("https://telegram.me/jdihpinrang/45", "jdihpinrang", "https://t.me/jdihpinrang/45"),
        ("https://t.me/c/123456/45", None, "https://t.me/c/123456/45"),
    ],
    "threads": [
        (
            "https://www.threads.net/@jdih.pinrang/post/DAbc?xmt=AQ",
            "jdih.pinrang",
            "https://www.threads.com/@jdih.pinrang/post/DAbc",
        ),
        (
            "https://threads.com/@jdih.pinrang/post/DAbc",
            "jdih.pinrang",
            "https://www.threads.com/@jdih.pinrang/post/DAbc",
        ),
    ],
    "tiktok": [
        (
            "https://www.tiktok.com/@jdih.pinrang/photo/7312345?_r=1&_t=8",
            "jdih.pinrang",
            "https://www.tiktok.com/@jdih.pinrang/photo/7312345",
        ),
        ("https://vt.tiktok.com/ZSabc123/", None, "https://vt.tiktok.com/ZSabc123"),
    ],
    "whatsapp": [],
    "x": [
        (
            "https://x.com/JDIHPinrang/status/1789?s=46&t=abc",
            "jdihpinrang",
            "https://x.com/JDIHPinrang/status/1789",
        ),
        ("https://x.com/i/web/status/1789", None, "https://x.com/i/web/status/1789"),
        ("http://mobile.twitter.com/jdih/status/7", "jdih", "https://x.com/jdih/status/7"),
    ],
    "youtube": [
        (
            "https://www.youtube.com/post/Ugkx_abc?si=x",
            None,
            "https://www.youtube.com/post/Ugkx_abc",
        ),
        (
            "https://www.youtube.com/watch?v=abcdefghijk&t=3s",
            None,
            "https://www.youtube.com/watch?v=abcdefghijk",
        ),
        ("https://youtu.be/abcdefghijk?si=q", None, "https://youtu.be/abcdefghijk"),
    ],
}

NOBODYS = [
    "https://www.instagram.com/stories/jdih.pinrang/",
    "",
    "bukan alamat",
    "https://",
    "https://[::1",
    "https://example.org/",
    "https://facebook.com.example.org/jdih/posts/1",
    "https://www.facebook.com/jdihpinrang",
    "https://www.instagram.com/jdih.pinrang/",
    "https://x.com/jdih",
    "https://t.me/jdihpinrang",
    "https://www.tiktok.com/@jdih.pinrang",
    "https://www.youtube.com/@jdih",
    "https://user:pass@x.com/jdih/status/1",
    "https://x.com:8443/jdih/status/1",
    "javascript:alert(1)//x.com/jdih/status/1",
    "ftp://x.com/jdih/status/1",
    "http://sosial.example/@jdih/1",
]
