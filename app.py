"""Make the dashboard and serve it: `python app.py`, or `gunicorn app:server`."""

import os
import sys

from dashboard.web.server import create_app, serve
from dashboard.web.serving import warm
from data.settings import SettingError, settings_from
from data.warehouse.engine import WarehouseError

try:
    settings = settings_from(os.environ)
    app = create_app(settings)
except (SettingError, WarehouseError) as problem:
    sys.exit(str(problem))
server = app.server
warm(app)

if __name__ == "__main__":
    serve(app, settings)
