"""Measures: KPIs, the quantities that they divide, disclosure, ratings and forecasts. Pure."""
