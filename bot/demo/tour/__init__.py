"""The tour of the demo: a ballot's last two weeks, played by real updates."""
