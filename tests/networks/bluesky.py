"""A Bluesky for tests: one account on a server of the AT Protocol, and as strict as the reference.

Seen on @atproto/pds 0.4.217: a record's key must be a TID; `swapRecord: null` creates only what is
not there; a picture above a million bytes is refused with the post, not with the upload.
"""

import hashlib
import json
import re
from datetime import datetime
from typing import Any

from tests.networks.stub import Call, File, Reply, Stub

PASSWORD = "abcd-efgh-ijkl-mnop"
HANDLE, DID = "jdihpinrang.bsky.social", "did:plc:abc123def456ghi789jkl012"
COLLECTION = "app.bsky.feed.post"
MOST_TEXT, MOST_BYTES, MOST_PICTURES, MOST_PICTURE = 300, 3000, 4, 1_000_000
_TID = re.compile(r"[234567abcdefghij][234567a-z]{12}")


class Refused(Exception):
    def __init__(self, error: str, message: str, status: int = 400) -> None:
        self.reply = Reply(status, {"error": error, "message": message})
        super().__init__(message)


class BlueskyStub(Stub):
    """Keeps records by their key."""

    def __init__(self) -> None:
        super().__init__()
        self.records: dict[str, dict[str, Any]] = {}
        self.sessions: set[str] = set()
        self._blobs: dict[str, dict[str, Any]] = {}

    def held(self, link: str) -> int:
        return sum(link in record["text"].split() for record in self.records.values())

    def handle(self, call: Call) -> Reply:
        acts = {
            ("POST", "com.atproto.server.createSession"): self._open,
            ("GET", "com.atproto.server.getSession"): self._session,
            ("POST", "com.atproto.repo.uploadBlob"): self._upload,
            ("POST", "com.atproto.repo.putRecord"): self._put,
            ("GET", "com.atproto.repo.getRecord"): self._get,
            ("POST", "com.atproto.repo.deleteRecord"): self._delete,
        }
        act = acts.get((call.method, call.path.removeprefix("/xrpc/")))
        if act is None:
            return Reply(501, {"error": "MethodNotImplemented", "message": call.path})
        try:
            if act != self._open:
                self._signed(call)
            return Reply(200, act(call))
        except Refused as refused:
            return refused.reply

    def _open(self, call: Call) -> object:
        if set(call.json) != {"identifier", "password"}:
            raise Refused("InvalidRequest", "Input must have the property")
        if call.json["identifier"] not in (HANDLE, DID) or call.json["password"] != PASSWORD:
            raise Refused("AuthenticationRequired", "Invalid identifier or password", 401)
        key = f"jwt.{len(self.sessions) + 1}.rahasia-sesi"
        self.sessions.add(key)
        return {"accessJwt": key, "refreshJwt": "r", "handle": HANDLE, "did": DID, "active": True}

    def _signed(self, call: Call) -> None:
        if not call.bearer:
            raise Refused("AuthMissing", "Authentication Required", 401)
        if call.bearer not in self.sessions:
            raise Refused("InvalidToken", "Token could not be verified")

    def _session(self, call: Call) -> object:
        return {"handle": HANDLE, "did": DID, "active": True}

    def _upload(self, call: Call) -> object:
        file = File(name="", content=call.body, mime=call.headers.get("content-type", ""))
        cid = "bafkrei" + hashlib.sha256(call.body).hexdigest()
        assert file.mime == f"image/{file.picture[0].lower()}", file.mime
        blob = {"$type": "blob", "ref": {"$link": cid}, "mimeType": file.mime}
        self._blobs[cid] = blob | {"size": len(call.body)}
        return {"blob": self._blobs[cid]}

    def _put(self, call: Call) -> object:
        asked = call.json
        assert set(asked) == {"repo", "collection", "rkey", "record", "swapRecord"}, asked.keys()
        if asked["repo"] not in (HANDLE, DID):
            raise Refused("InvalidRequest", f"Could not find repo: {asked['repo']}")
        if not _TID.fullmatch(asked["rkey"]):
            raise Refused("InvalidRequest", "Invalid record key: expected TID")
        self._judge(asked["record"])
        there = self.records.get(asked["rkey"])
        if there is not None and there != asked["record"] and asked["swapRecord"] is None:
            raise Refused("InvalidSwap", "Record was at another version")
        self.records[asked["rkey"]] = asked["record"]
        return self._at(asked["rkey"])

    def _get(self, call: Call) -> object:
        assert call.query["collection"] == COLLECTION
        if call.query["repo"] not in (HANDLE, DID):
            raise Refused("InvalidRequest", f"Could not find repo: {call.query['repo']}")
        if call.query["rkey"] not in self.records:
            raise Refused("RecordNotFound", f"Could not locate record: {call.query['rkey']}")
        return self._at(call.query["rkey"]) | {"value": self.records[call.query["rkey"]]}

    def _delete(self, call: Call) -> object:
        assert set(call.json) == {"repo", "collection", "rkey"}
        if call.json["repo"] not in (HANDLE, DID):
            raise Refused("InvalidRequest", f"Could not find repo: {call.json['repo']}")
        self.records.pop(call.json["rkey"], None)
        return {}

    def _at(self, key: str) -> dict[str, Any]:
        cid = hashlib.sha256(json.dumps(self.records[key]).encode()).hexdigest()
        return {"uri": f"at://{DID}/{COLLECTION}/{key}", "cid": f"bafyrei{cid}"}

    def _judge(self, record: dict[str, Any]) -> None:
        """What the lexicon demands; fields it does not name are our mistake."""
        known = {"$type", "text", "createdAt", "langs", "facets", "embed"}
        if set(record) - known or record.get("$type") != COLLECTION:
            raise Refused("InvalidRequest", f"Invalid {COLLECTION} record")
        text, created = record["text"], record["createdAt"]
        if len(text) > MOST_TEXT or len(text.encode()) > MOST_BYTES:
            raise Refused("InvalidRequest", "Record/text must not be longer than 300 graphemes")
        if not created.endswith("Z") or datetime.fromisoformat(created).tzinfo is None:
            raise Refused("InvalidRequest", "Record/createdAt must be an valid atproto datetime")
        for facet in record["facets"]:
            self._judge_facet(facet, text.encode())
        images = record.get("embed", {"images": []})["images"]
        if len(images) > MOST_PICTURES:
            raise Refused(
                "InvalidRequest", "Record/embed/images must not have more than 4 elements"
            )
        for image in images:
            self._judge_image(image)

    def _judge_facet(self, facet: dict[str, Any], text: bytes) -> None:
        start, end = facet["index"]["byteStart"], facet["index"]["byteEnd"]
        (feature,) = facet["features"]
        shown = text[start:end].decode()  # a facet that splits a letter raises here
        wanted = feature["uri"] if feature["$type"].endswith("#link") else f"#{feature['tag']}"
        assert 0 <= start < end <= len(text) and shown == wanted, (shown, wanted)

    def _judge_image(self, image: dict[str, Any]) -> None:
        if set(image) != {"alt", "image", "aspectRatio"} or not isinstance(image["alt"], str):
            raise Refused("InvalidRequest", 'Record/embed/images/0 must have the property "alt"')
        if min(image["aspectRatio"].values()) < 1:
            raise Refused("InvalidRequest", "aspectRatio/width can not be less than 1")
        blob = self._blobs.get(image["image"]["ref"]["$link"])
        if blob is None or blob != image["image"]:
            raise Refused("BlobNotFound", "Could not find blob")
        if blob["size"] > MOST_PICTURE:
            raise Refused("BlobTooLarge", "This file is too large. The maximum is 1000000 bytes")
