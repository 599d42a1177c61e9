"""Several processes on one PostgreSQL: who runs, who leads, who may save."""
