"""``python -m aiactors``: the same as the command ``aiactors``."""

from aiactors.cli import run

if __name__ == "__main__":
    run()
