"""Whether everything is sound: `check` all that may be wrong, with the `versions`;
`ready` asks a running bot."""
