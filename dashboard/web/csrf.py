"""Form tokens (CSRF): only a page made here, for this subject, has one."""

from flask import current_app, request
from itsdangerous import BadData, URLSafeTimedSerializer

TOKEN_SECONDS = 12 * 60 * 60
STALE = "The page had stood open for too long. Please do it once more."


def token_for(subject: str) -> str:
    return _signer().dumps(subject)


def is_ours(subject: str) -> bool:
    """Whether the form that came was made here for this subject, not too long ago."""
    try:
        return _signer().loads(request.form.get("token", ""), TOKEN_SECONDS) == subject
    except BadData:
        return False


def _signer() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(current_app.secret_key, salt="form")
