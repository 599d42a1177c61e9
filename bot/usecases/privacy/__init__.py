"""Permissions, do not contact, views, purge, audit, backups: what people do."""
