"""Accessibility statement: what was tested, how, and what was not."""

from dash import html, register_page

from dashboard.components.page_parts import page_header, section
from dashboard.web.auth import guarded_layout
from data.hub import HUB

register_page(__name__, path="/accessibility", name="Accessibility statement", order=14)

TESTED = (
    "Every page with axe-core, for findings of any impact, in the automated tests of each change: "
    "light at 1280 pixels, dark at 360, and dark at 640 with the menu, every table and every "
    "explanation open; with no data, with one partner, and with every filter set.",
    "640 pixels are what a screen of 1280 shows when enlarged to 200%: nothing is cut off, and "
    "nothing scrolls sideways but wide tables in a box of their own.",
    "The keyboard, in Chromium: the skip link, the menu, search, opening explanations and tables, "
    "sending files; and that the focus can be seen wherever it goes.",
    "Charts: each has a title, a summary in words and the same numbers as a table one key away, "
    "and can be downloaded. No colour stands alone: a word or a shape goes with it.",
    "Pages that refresh themselves keep what is open, scrolled to and focused.",
    "Print: pages turn to black and grey, and back.",
    "Without JavaScript: words, tables, links and search work; charts and filters are left out, "
    "and the page says so.",
)
UNTESTED = (
    "No test with people who use assistive technology has been made yet.",
    "Screen readers (NVDA, JAWS, VoiceOver, TalkBack), voice control and screen magnifiers have "
    "not been tried.",
    "Firefox 153 and WebKit, the engine of Safari, were tried by hand in November 2026: every "
    "page, its charts, filters, links and themes. The automated tests run in Chromium alone.",
)
LIMITS = (
    "Charts are pictures for a screen reader: it hears the title and the summary, and finds the "
    "numbers in the table below.",
    "On a narrow screen wide tables scroll sideways within their box; the box takes the keyboard’s "
    "focus.",
    "Workbooks that partners fill in are spreadsheets, with the limits of the program that opens "
    "them.",
)


@guarded_layout("see_totals")
def layout(**_):
    return html.Div(
        [
            page_header(
                "Accessibility statement",
                "Built to meet WCAG 2.2 AA; tested by machine and keyboard, not yet with people.",
                note=f"{HUB.name}. This statement says what was tested and what was not.",
                named=True,
            ),
            section("What was tested", _list(TESTED)),
            section("What was not tested", _list(UNTESTED)),
            section("Known limits", _list(LIMITS)),
            section("Tell us", _prose(TELL_US)),
        ],
        className="page",
    )


TELL_US = (
    f"If something cannot be read or used, or is wanted in another form, tell {HUB.contact} at "
    f"{HUB.lead}. If the answer does not help, the Equality Advisory and Support Service advises; "
    "the Equality and Human Rights Commission enforces the Public Sector Bodies (Websites and "
    "Mobile Applications) Accessibility Regulations 2018."
)


def _list(sentences: tuple[str, ...]) -> html.Div:
    return html.Div(html.Ul([html.Li(sentence) for sentence in sentences]), className="prose")


def _prose(sentence: str) -> html.Div:
    return html.Div(html.P(sentence), className="prose")
