"""One learner at a server, without a screen: opens a lesson, runs it cell by cell, answers a question."""

from __future__ import annotations

import asyncio
import json
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from tornado.httpclient import AsyncHTTPClient, HTTPRequest
from tornado.websocket import WebSocketClientConnection, websocket_connect

from benchmarks.lab import Lab

LARGEST = 100_000_000  # bytes of a message: a figure or a widget's data may be long


@dataclass(frozen=True)
class Pupil:
    """A learner with a folder of their own below the server's."""

    lab: Lab
    folder: str

    async def study(self, lesson: str, cells: Sequence[str], patience: float) -> None:
        """Open a lesson as a browser does, and run `cells` in its kernel; RuntimeError where one fails."""
        path = f"{self.folder}/{lesson}"
        async with asyncio.timeout(patience):
            await self._ask(f"lab/tree/{path}", patience)
            await self._ask(f"api/contents/{path}", patience)
            begun = await self._ask("api/sessions", patience, method="POST", body=_session(path))
            channels = self.lab.address(f"api/kernels/{json.loads(begun)['kernel']['id']}/channels")
            address = HTTPRequest(channels.replace("http", "ws", 1), connect_timeout=patience)
            line = await websocket_connect(address, max_message_size=LARGEST)
            try:
                for cell in cells:
                    await _run(line, cell)
            finally:
                line.close()

    async def _ask(self, path: str, patience: float, **how: str) -> bytes:
        waits = {"request_timeout": patience, "connect_timeout": patience}
        return (await AsyncHTTPClient().fetch(HTTPRequest(self.lab.address(path), **waits, **how))).body


def _session(path: str) -> str:
    name = path.rpartition("/")[2]
    return json.dumps({"path": path, "name": name, "type": "notebook", "kernel": {"name": "python3"}})


def _execute_request(cell: str, asked: str) -> dict[str, Any]:
    return {
        "channel": "shell",
        "header": {
            "msg_id": asked,
            "msg_type": "execute_request",
            "session": asked,
            "username": "",
            "version": "5.3",
        },
        "parent_header": {},
        "metadata": {},
        "content": {"code": cell, "silent": False, "allow_stdin": False, "stop_on_error": True},
    }


async def _run(line: WebSocketClientConnection, cell: str) -> None:
    asked = uuid.uuid4().hex
    await line.write_message(json.dumps(_execute_request(cell, asked)))
    while True:
        heard = await line.read_message()
        if heard is None:
            raise RuntimeError(f"the kernel's line was cut at {cell.splitlines()[0]!r}")
        if isinstance(heard, bytes):  # a widget's buffers: no reply
            continue
        said = json.loads(heard)
        if said["parent_header"].get("msg_id") == asked and said["msg_type"] == "execute_reply":
            reply = said["content"]
            if reply["status"] != "ok":
                why = f"{reply.get('ename')}: {reply.get('evalue')}"
                raise RuntimeError(f"{cell.splitlines()[0]!r} failed: {why}")
            return
