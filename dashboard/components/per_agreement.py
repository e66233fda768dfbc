"""Parts that stand once for each agreement of a partner: those that run first, the rest folded."""

from collections.abc import Callable, Sequence

from dash import html
from dash.development.base_component import Component

from dashboard.components.expander import more
from dashboard.components.numbers import plural
from dashboard.components.states import nothing
from dashboard.policy.outlook import Outlook


def by_agreement(
    outlooks: Sequence[Outlook],
    part: Callable[[Outlook], Component],
    is_past: Callable[[Outlook], bool] = Outlook.has_ended,
) -> html.Div:
    """One part under each agreement's name; those that are past open on request."""
    if not outlooks:
        return nothing("No agreement is recorded.")
    here = [_named(one, part) for one in outlooks if not is_past(one)]
    gone = [_named(one, part) for one in outlooks if is_past(one)]
    if here and gone:
        has = "has" if len(gone) == 1 else "have"
        here.append(
            more(f"Show {plural(len(gone), 'agreement')} that {has} ended", *gone, is_rest=True)
        )
    return html.Div(here or gone)


def _named(outlook: Outlook, part: Callable[[Outlook], Component]) -> html.Div:
    own = outlook.agreement
    title = [own.title, html.Span(f" {own.agreement_code}", className="quiet")]
    return html.Div([html.H3(title), part(outlook)], className="outlook")
