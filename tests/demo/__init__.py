"""The stand-in of Telegram keeps Telegram's rules; its page works in a browser."""
