"""Speed and memory of aiactors, side by side with the libraries beneath it: ``scripts/bench``."""
