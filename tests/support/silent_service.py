"""Owns the name of the Secret Service on the bus and never answers: what a hanging keyring looks like from outside."""

from __future__ import annotations

from jeepney import MessageType, message_bus  # type: ignore[import-untyped]  # it has no types
from jeepney.io.blocking import open_dbus_connection  # type: ignore[import-untyped]  # it has no types


def main() -> None:
    """Take the name, say so, and say of every question that it came, to nobody on the bus."""
    with open_dbus_connection() as connection:
        connection.send_and_get_reply(message_bus.RequestName("org.freedesktop.secrets", 4))
        print("silent", flush=True)
        while True:
            if connection.receive().header.message_type is MessageType.method_call:
                print("asked", flush=True)


if __name__ == "__main__":
    main()
