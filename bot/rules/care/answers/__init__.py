"""Ready answers: which kind of case may have one, and which may fit."""
