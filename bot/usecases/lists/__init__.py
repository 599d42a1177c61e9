"""Members in and out: lists, shares, exports: what people do."""
