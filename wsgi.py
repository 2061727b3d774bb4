"""The way in for a web server: ``gunicorn wsgi:app``."""

from app import create_app
from app.config import BadSetting

try:
    app = create_app()
except BadSetting as error:
    raise SystemExit(f"Error: {error}") from None
