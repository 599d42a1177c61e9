"""SQL. Nothing here knows Telegram. Rows never leave, domain values do."""
