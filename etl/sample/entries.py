"""What the sample hub’s people have entered in the journal: each is a part of its story."""

from datetime import date, timedelta


def entries(day: date) -> list[dict[str, str]]:
    """As they would be typed on `day`, in their order."""

    def ago(days: int) -> str:
        return (day - timedelta(days=days)).isoformat()

    return [
        {
            "act": "acknowledge",
            "agreement": "A-0306",
            "rule": "return_overdue",
            "note": "The chair has been asked twice; a new treasurer starts next month.",
        },
        {
            "act": "reply",
            "agreement": "A-0304",
            "replied_on": ago(10),
            "reply": "They see the fall themselves: two tutors left in spring. Both posts are "
            "filled, and each new tutor teaches beside an old one until Easter.",
        },
        {
            "act": "disagree",
            "agreement": "A-0207",
            "rule": "spend_off_profile",
            "why": "The hall is paid for in one sum each summer, so spending cannot follow the "
            "profile; over the year it comes out even.",
        },
        {
            "act": "decision",
            "agreement": "A-0302",
            "kind": "vary",
            "decided_on": ago(20),
            "decided_by": "music service",
            "organisation": "none",
            "rationale": "Rehearsals move to a hall without steps; the value stays.",
            "options": "A ramp at the old hall; meeting online in winter.",
            "effective_on": (day + timedelta(days=5)).isoformat(),
        },
        {
            "act": "acknowledge",
            "rule": "need_uncovered",
            "area": "Milton Keynes",
            "note": "A call for proposals is being written.",
        },
    ]
