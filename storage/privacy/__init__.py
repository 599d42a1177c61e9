"""Permissions, do not contact, views, purge, audit, backups: SQL."""
