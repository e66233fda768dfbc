"""The journal as the dashboard enters it: who may, in which order, in one transaction."""
