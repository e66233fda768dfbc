"""Policy in force: rules, flags, reasons, reminders and endings. Pure."""
