"""The web server of the dashboard: routes, sessions of readers, frame, caches, exports."""
