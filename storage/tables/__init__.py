"""The tables, by what they are about. Importing this package knows them all (`metadata`)."""

from storage.tables import chats, queues, tickets
from storage.tables.base import metadata

__all__ = ["chats", "metadata", "queues", "tickets"]
