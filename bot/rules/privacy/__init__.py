"""Permissions, do not contact, views, purge, audit, backups: decisions."""
