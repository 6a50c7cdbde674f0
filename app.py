"""The app, for `flask` and for the web server."""

from tracker.factory import create_app

app = create_app()
