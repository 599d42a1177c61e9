"""WORDS. Every sentence a person reads; HTML is escaped here and nowhere else."""
