"""`python -m naqi` is `naqi`."""

from naqi.cli import main

if __name__ == "__main__":
    main()
