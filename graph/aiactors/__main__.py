"""``python -m aiactors``: the same as the command ``aiactors``."""

from aiactors.cli import main

if __name__ == "__main__":
    main()
