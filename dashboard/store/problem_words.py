"""What is wrong, said without repeating what was typed."""

_A_FILE_OF_NO_USE = "The file cannot be read."
_OTHERWISE = "This is not as the hub asks for it."
_SENTENCES = {
    "academic_year": "This is not an academic year.",
    "after_without_before": "There is a score ‘after’ without a score ‘before’.",
    "choice": "This is not one of the words asked for.",
    "code": "This code is too long.",
    "damaged": _A_FILE_OF_NO_USE,
    "date": "This is not a date.",
    "duplicate": "The file was sent before.",
    "duplicate_key": "Two rows are about the same thing but differ.",
    "empty": "The file is empty.",
    "empty_sheet": "The sheet has a heading but no rows.",
    "encoding": "The file's characters cannot be read.",
    "error_cell": "The cell shows an error of the spreadsheet.",
    "fields": "The row has more or fewer fields than the heading.",
    "file_type": "Files of this kind are not read.",
    "formula": "The cell holds a formula whose result was not saved.",
    "future_date": "This date lies in the future.",
    "garbled_text": "Some letters of this text were garbled when the file was saved.",
    "hours": "This is not a number of hours.",
    "missing_column": "A required column is missing.",
    "money": "This is not an amount of money.",
    "money_limit": "This amount is larger than any that the hub expects.",
    "nil_with_rows": "The form says that there is nothing to report, but there are rows.",
    "no_return": "The file does not say which agreement and quarter it is for.",
    "nul": "The row holds characters that are no text.",
    "number": "This is not a number as asked for.",
    "open_quote": "A quotation mark is never closed.",
    "other_objective": "This objective belongs to another agreement.",
    "other_return": "This row is of another return than the form says.",
    "outside_quarter": "This date lies outside the return's quarter.",
    "personal_data": "This holds personal data, which the hub does not take in.",
    "profile": "This is not a profile.",
    "program_fault": "A fault of this program kept the file out.",
    "quarter": "This is not a quarter.",
    "repeated_field": "A field stands twice and says different things.",
    "repeated_heading": "A heading stands over more than one column.",
    "repeated_headcount": "The same headcount stands twice for one session.",
    "required": "This is blank and must be filled in.",
    "row_count": "The form gives another number of rows than the sheets hold.",
    "score_from_1_to_5": "This is not a score from 1 to 5.",
    "second_heading": "This row stands below a second heading.",
    "second_sheet": "Another sheet of this file holds the same kind of rows.",
    "text": "This text is too long.",
    "too_costly": "The file could not be read within the time and memory allowed.",
    "too_large": "The file is too large.",
    "unknown_column": "This column is not one that the hub reads.",
    "unknown_participant": "This participant is not on sheet Participants.",
    "unknown_sheet": "This is not a sheet that the hub reads.",
    "us_dates": "These dates have the month first.",
    "whole_number": "This is not a whole number as asked for.",
    "wrong_name": "The file is of another kind than its name says.",
    "yes_no": "This is neither yes nor no.",
}


def in_words(rule: str) -> str:
    """A sentence for the rule of a problem; never the rule's own name."""
    if rule.startswith("unknown_") and rule not in _SENTENCES:
        return "This code is not in the hub's register."
    return _SENTENCES.get(rule, _OTHERWISE)
