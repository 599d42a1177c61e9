"""Members in and out: lists, shares, exports: decisions."""
