"""Members in and out: lists, shares, exports: words."""
