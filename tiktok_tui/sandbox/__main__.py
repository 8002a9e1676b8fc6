"""`python -m tiktok_tui.sandbox`: the sandbox as a process of its own."""

import argparse
import sys

from tiktok_tui.sandbox.arguments import add_arguments, serve


def main() -> int:
    """Parses the arguments and serves."""
    parser = argparse.ArgumentParser(
        prog="tiktok-tui sandbox", description="A stand-in for TikTok's API on this machine, until Ctrl+C."
    )
    add_arguments(parser)
    return serve(parser.parse_args())


if __name__ == "__main__":
    sys.exit(main())
