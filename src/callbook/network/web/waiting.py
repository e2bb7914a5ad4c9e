"""Waiting for news in a mailbox, without a thread and without asking again and again."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from callbook.network.service.mailbox import Mailbox


async def news_of(mailbox: Mailbox, seconds: float) -> bool:
    """Wait until something new lies in *mailbox*, at most so many seconds; say whether something does."""
    news = asyncio.Event()
    mailbox.listeners.append(news.set)
    try:
        await asyncio.wait_for(news.wait(), seconds)
    except TimeoutError:
        return False
    finally:
        mailbox.listeners.remove(news.set)
    return True
