"""What a page may send to a callback, by the kind of the property."""

import pytest

from dashboard.web.sent_values import LONGEST, is_sendable

NAMED = {
    "nothing": None,
    "text": "/partner/P-1",
    "an accent": "/partner/é",
    "long text": "a" * LONGEST,
    "longer text": "a" * (LONGEST + 1),
    "half a character": "\ud800",
    "a control": "a\x00",
    "a count": 7,
    "a negative": -1,
    "a fraction": 1.5,
    "more than a browser counts": 2**53 + 1,
    "a truth": True,
    "a list": ["/"],
    "an object": {"a": 1},
}
SENT = """
value                      | an address | a count
nothing                    | yes        | yes
text                       | yes        | no
an accent                  | yes        | no
long text                  | yes        | no
longer text                | no         | no
half a character           | no         | no
a control                  | no         | no
a count                    | no         | yes
a negative                 | no         | no
a fraction                 | no         | no
more than a browser counts | no         | no
a truth                    | no         | no
a list                     | no         | no
an object                  | no         | no
"""
ROWS = [[cell.strip() for cell in line.split("|")] for line in SENT.strip().splitlines()[1:]]


@pytest.mark.parametrize(("value", "address", "count"), ROWS)
def test_a_page_sends_addresses_as_text_and_counts_as_whole_numbers(value, address, count):
    for names, expected in ((("pathname", "search"), address), (("data", "n_intervals"), count)):
        assert {is_sendable(name, NAMED[value]) for name in names} == {expected == "yes"}
