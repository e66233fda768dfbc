"""Forms that only our own pages can send: each brings back the token that its page gave it."""

from flask import current_app, request
from itsdangerous import BadData, URLSafeTimedSerializer

TOKEN_SECONDS = 12 * 60 * 60


def token_for(subject: str) -> str:
    """What a form must bring back: only a page made here for this subject has it."""
    return _signer().dumps(subject)


def is_ours(subject: str) -> bool:
    """Whether the form that was sent is of a page made here for this subject, not too long ago."""
    try:
        return _signer().loads(request.form.get("token", ""), TOKEN_SECONDS) == subject
    except BadData:
        return False


def _signer() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(current_app.secret_key, salt="form")
