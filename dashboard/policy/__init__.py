"""The Commissioning Policy in force: rules, findings, reasons, reminders and endings. Pure."""
