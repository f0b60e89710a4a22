"""A program that talks to a server by WebSocket, and says what it hears."""

from __future__ import annotations

from typing import Any

from bridge import Runtime
from tests.support.sockets import Conversation, echo, talking

CHAT = "https://chat.example"
URL = "wss://chat.example/room"
HEAR = """
  my.onSocketOpen(() => console.log('open'));
  my.onSocketMessage((r) => console.log('message', JSON.stringify(r)));
  my.onSocketError((r) => console.log('error', r.error));
  my.onSocketClose((r) => console.log('close', JSON.stringify(r)));
"""
TASK = f"""
  const task = my.connectSocket({{ url: '{URL}', multiple: true }});
  task.onOpen((r) => console.log('open', JSON.stringify(r)));
  task.onMessage((r) => console.log('message', JSON.stringify(r)));
  task.onError((r) => console.log('error', r.error, r.data.socketTaskID));
  task.onClose((r) => console.log('close', JSON.stringify(r)));
"""
CONNECT = f"my.connectSocket({{ url: '{URL}' }});"


async def said(source: str, talk: Conversation = echo, **options: Any) -> list[str]:
    """What a program prints that talks to a server."""
    async with talking(talk) as server, Runtime(origins={CHAT: server.url}, **options) as rt:
        await rt.run(source)
        return [line.text for line in rt.console]
