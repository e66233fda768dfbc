"""A CSV comes as one sheet of text, whatever program wrote it; what is ragged is told."""

import bz2
import gzip
import lzma

import pytest

from etl.extract import limits
from etl.extract.csv_file import read_csv
from etl.extract.file import extract
from etl.recognise.headings import KNOWN_HEADINGS, recognise
from etl.recognise.incoming_file import IncomingFile, place_sheets
from etl.recognise.uneven_rows import uneven_rows
from etl.schema.problem import RefusedError

PLAIN = "Line,Kind,Amount\n1,spend,£10\n2,income,Café\n"
READ = [("Line", "Kind", "Amount"), ("1", "spend", "£10"), ("2", "income", "Café")]


def rows(text: str | bytes) -> list[tuple]:
    """The cells of each row of a CSV, blanks as they stand."""
    data = text.encode() if isinstance(text, str) else text
    return [row[1:] for row in read_csv(data, "spending").cells.iter_rows()]


def faults(text: str) -> list[tuple[int, str]]:
    """The row and rule of everything wrong with a CSV."""
    (sheet,) = extract(text.encode(), "spending.csv", sandbox=None)
    return [(fault.row, fault.rule) for fault in sheet.faults]


def refusal(data: bytes, name: str = "spending.csv"):
    with pytest.raises(RefusedError) as told:
        extract(data, name, sandbox=None)
    assert told.value.problem.remedy
    return told.value.problem


@pytest.mark.parametrize(
    "data",
    [
        PLAIN.encode("utf-8"),
        PLAIN.encode("utf-8-sig"),
        PLAIN.encode("utf-16"),
        b"\xfe\xff" + PLAIN.encode("utf-16-be"),
        PLAIN.encode("utf-16-le"),
        PLAIN.encode("utf-16-be"),
        PLAIN.encode("cp1252"),
        PLAIN.encode("mac_roman"),
        PLAIN.encode("cp850"),
    ],
    ids=["utf-8", "bom", "utf-16", "utf-16-be", "le-no-bom", "be-no-bom", "cp1252", "mac", "dos"],
)
def test_the_encoding_is_found_out(data):
    assert rows(data) == READ


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_plain_letters_of_two_bytes_each_are_no_text_full_of_nuls(encoding):
    sheet = read_csv("Line,Kind\n1,spend\n".encode(encoding), "spending")
    assert sheet.cells.rows() == [(1, "Line", "Kind"), (2, "1", "spend")]
    assert sheet.faults == []


def test_a_formula_that_guards_a_code_is_the_code():
    text = 'Line,Note\n="007","=""0""""8"""\nx="1","=""a""&""b"""\n'
    assert rows(text.encode())[1:] == [("007", '0"8'), ('x="1"', '="a"&"b"')]


def test_rows_that_are_quoted_whole_are_told_as_such():
    incoming = IncomingFile("spending.csv", "0")
    data = b'"Line,Kind,Category,Amount"\n"1,spend,staff,5"\n'
    place_sheets(incoming, extract(data, "spending.csv", sandbox=None))
    assert "one text in quotation marks" in incoming.refused.message


def test_words_of_windows_1252_keep_their_signs():
    assert rows("Setting,Note\nSt John’s,“Ø” – 5€\n".encode("cp1252"))[1] == (
        "St John’s",
        "“Ø” – 5€",
    )


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_found_out(delimiter):
    assert rows(PLAIN.replace(",", delimiter)) == READ


def test_a_comma_inside_each_text_does_not_pass_for_the_delimiter():
    text = 'Line;Note;Amount\n1;"a, b, c";5\n2;d, e;6\n3;f, g;7\n'
    assert rows(text)[1:] == [("1", "a, b, c", "5"), ("2", "d, e", "6"), ("3", "f, g", "7")]


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_a_line_may_end_as_on_any_machine(ending):
    assert rows(PLAIN.replace("\n", ending)) == READ


def test_a_cell_in_quotes_may_hold_delimiters_quotes_and_lines():
    assert rows('a,b\n"x, ""y""\nz",2\n')[1] == ('x, "y"\nz', "2")


def test_rows_keep_their_numbers_below_a_cell_of_several_lines():
    sheet = read_csv(b'a,b\n"two\nlines",1\nc,2\n', "x")
    assert sheet.cells["row"].to_list() == [1, 2, 3]


def test_of_a_row_with_too_few_or_too_many_fields_it_stands_how_many_it_has():
    text = "a,b,c\n1,2,3\n4,5\n6,7,8\n9,10,11,12\n13,14,15\n"
    assert read_csv(text.encode(), "x").uneven == {3: 2, 5: 4}
    assert rows(text)[2:5] == [("4", "5", ""), ("6", "7", "8"), ("9", "10", "11")]


def test_a_title_above_the_heading_is_told_as_a_row_of_its_own():
    sheet = read_csv(b"Summer return\n\na,b\n1,2\n", "x")
    assert sheet.cells["row"].to_list() == [1, 2, 3, 4]


def test_a_row_with_a_nul_byte_is_told():
    assert faults("a,b\n1,2\n3,x\0y\n") == [(3, "nul")]


def test_a_quotation_mark_that_is_never_closed_refuses_the_file_and_tells_the_line():
    problem = refusal(b'a,b\n1,2\n3,"open\n5,6\n')
    assert problem.rule == "open_quote"
    assert "line 3" in problem.message


@pytest.mark.parametrize(
    ("lines", "line"),
    [
        (["a,b", '1,Sang 5" drum', "2,x", "3,y"], 2),
        (["a,b", '1,Drum 12"', "2,x"], 2),
        (["a,b", '1,"one', 'two"', '2,5" drum', '3,"x"'], 4),
        (["a,b", '1,5" drum', '2,"one', 'two"'], 2),
        (["a,b", '1,"one', '2,"two"', '3,"three', '4,four"'], 2),
        (["a,b", '1,"one ""two""', "2,x"], 2),
        (["a;b", '1;"x"', '2;"y;'], 3),
        (['"a', "b"], 1),
        (["a,b", "1,2", "", '3,"x', "4,5"], 4),
    ],
)
@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_the_line_told_is_that_of_the_mark_that_is_one_too_many(lines, line, ending):
    assert f"line {line} " in refusal(ending.join(lines).encode()).message


def test_an_open_quotation_mark_before_much_text_is_told_as_well():
    assert refusal(b'a,b\n1,"open\n' + b"x,y\n" * 100_000).rule == "open_quote"


def test_a_ragged_row_with_a_very_long_cell_is_read():
    long = "x" * 200_000
    assert read_csv(f"a,b\n1,2\n3,{long},4\n5,6\n".encode(), "x").uneven == {3: 3}


@pytest.mark.parametrize(
    "data", [b"", b"   \r\n\n", b"\xef\xbb\xbf", b"\xff\xfe", b"\0\0\0", b",,\n,,\n"]
)
def test_a_file_without_a_cell_is_told_to_be_empty(data):
    assert refusal(data).rule == "empty"


def test_half_a_character_is_told_as_a_matter_of_encoding():
    assert refusal(b"\xff\xfea\0,\0b").rule == "encoding"


def test_a_csv_that_begins_with_the_letters_of_a_zip_file_is_a_csv():
    assert rows("PK return,Autumn\n1,2\n") == [("PK return", "Autumn"), ("1", "2")]


def test_a_csv_of_one_column_is_read():
    assert rows("Participant ref\nc1\nc2\n") == [("Participant ref",), ("c1",), ("c2",)]


def test_cells_are_trimmed_brought_to_one_form_of_unicode_and_blank_where_empty():
    (sheet,) = extract("ＫＳ２, ﬁne ,\u00a0\n".encode(), "x.csv", sandbox=None)
    assert sheet.cells.rows() == [(1, "KS2", "fine", None)]


@pytest.mark.parametrize("name", ["return.pdf", "return.docx", "return", "return.csv.zip"])
def test_a_file_of_another_kind_is_not_read(name):
    assert refusal(b"a,b\n1,2\n", name).rule == "file_type"


@pytest.mark.parametrize("line", ["sep=;\n", "sep=;\r\n", '"sep=;"\n', "SEP=;\n"])
def test_the_line_in_which_excel_names_the_delimiter_is_obeyed_and_no_row(line):
    sheet = read_csv((line + "a;b,c\n1,5;2\n").encode(), "x")
    assert sheet.cells.rows() == [(1, "a", "b,c"), (2, "1,5", "2")]


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"%PDF-1.7\n%binary", "This is a PDF"),
        (b"<!DOCTYPE html><html><table></table></html>", "This is a web page"),
        (b"\xff\xd8\xff\xe0 JFIF", "This is a picture"),
    ],
)
def test_another_kind_of_file_with_the_name_of_a_csv_is_told_what_it_is(data, what):
    assert what in refusal(data).message


@pytest.mark.parametrize(
    ("limit", "lowered", "data", "told"),
    [
        ("COLUMNS", 3, "a,b,c,d\n1,2,3,4\n", "4 columns"),
        ("CSV_LINE_BYTES", 1024, f"a,b\n1,2\n3,{'x' * 1024}\n", "Line 3 of the file"),
        ("CSV_LINE_BYTES", 1024, f"a,b\r1,2\r3,{'x' * 1024}\r", "Line 3 of the file"),
        ("CSV_RAGGED_ROWS", 2, "a,b\n1,2\n3,4\n5\n6\n7\n", "More than 2 lines of the file"),
        ("CSV_CELLS", 10, "a,b,c\n" + ",,\n" * 9 + "1,2,3\n", "hardly anything in most"),
        ("CSV_CELLS", 10, "a,b,c\n" + "\n" * 9 + "1,2,3\n", "hardly anything in most"),
    ],
)
def test_more_of_something_than_any_return_has_is_refused(limit, lowered, data, told, monkeypatch):
    monkeypatch.setattr(limits, limit, lowered)
    problem = refusal(data.encode())
    assert problem.rule == "too_large"
    assert told in problem.message


@pytest.mark.parametrize(
    ("limit", "lowered", "data", "count"),
    [
        ("CSV_LINE_BYTES", 1024, "a,b\n" + f"1,{'x' * 900}\n" * 5, 6),
        ("CSV_RAGGED_ROWS", 2, "a,b\n1,2\n3,4\n5\n6\n", 5),
        ("CSV_CELLS", 10, "one,two,three\n" * 9, 9),
        ("CSV_CELLS", 10, "a,b,c\n1,2,3\n" + ",,\n" * 9, 2),
        ("CSV_CELLS", 10, "a,b,c\n1,2,3\n" + "\r\n" * 9, 2),
    ],
)
def test_a_file_just_below_such_a_limit_is_read(limit, lowered, data, count, monkeypatch):
    monkeypatch.setattr(limits, limit, lowered)
    assert len(rows(data)) == count


@pytest.mark.parametrize(
    ("name", "limit", "remedy"),
    [
        ("r.csv", "FILE_BYTES", "Split it"),
        ("r.xls", "OLD_WORKBOOK_BYTES", "Save it as an Excel workbook"),
        ("r.xlsx", "WORKBOOK_BYTES", "Delete its pictures"),
    ],
)
def test_a_file_larger_than_its_kind_may_be_is_refused(name, limit, remedy, monkeypatch):
    monkeypatch.setattr(limits, limit, 10)
    problem = refusal(PLAIN.encode(), name)
    assert problem.rule == "too_large"
    assert problem.remedy.startswith(remedy)


def test_cells_of_two_lines_and_old_line_ends_keep_their_rows():
    assert rows('a,b\r"x\ry",2\r3,4\r') == [("a", "b"), ("x\ry", "2"), ("3", "4")]


def told_below(text: str) -> list[tuple[int, str, str]]:
    """The row, rule and severity of what is wrong with the rows below a CSV's heading."""
    (sheet,) = extract(text.encode(), "spending.csv", sandbox=None)
    uneven = uneven_rows(sheet, recognise(sheet))
    return [(fault.row, fault.rule, fault.severity) for fault in uneven]


HEADING = "agreement_code,quarter,Line,Kind,Category,Amount"
ROW = "A-1,2025/26 Q1,1,spend,staff"


@pytest.mark.parametrize("heading", [HEADING, f"Autumn\n\n{HEADING}", f"a,b,c,d,e,f,g\n{HEADING}"])
def test_rows_longer_than_the_heading_are_told_even_where_all_of_them_are(heading):
    first = heading.count("\n") + 2
    assert told_below(f"{heading}\n{ROW},1,250\n{ROW},2,250\n") == [
        (first, "fields", "error"),
        (first + 1, "fields", "error"),
    ]


def test_a_row_longer_than_the_heading_is_told_once():
    rows = f"{ROW},1,250\n{ROW},2,250\n{ROW},2,250,5\n{ROW},10\n"
    told = [row for row, _, severity in told_below(f"{HEADING}\n{rows}") if severity == "error"]
    assert told == [2, 3, 4]


def test_blank_fields_to_the_right_of_all_rows_do_no_harm():
    assert told_below(f"{HEADING},,,\n{ROW},10,,,\n{ROW},20,,,\n") == []


def test_a_cell_under_a_blank_heading_at_the_right_of_a_csv_is_a_field_too_many():
    assert told_below(f"{HEADING},,\n{ROW},10,,\n{ROW},1,250,\n") == [(3, "fields", "error")]


@pytest.mark.parametrize("blanks", [",", ",,,"])
def test_a_row_that_alone_ends_in_blank_fields_too_many_was_pushed_along(blanks):
    text = f"{HEADING},Date\n{ROW},10,2025-10-01\n{ROW},1,250{blanks}\n{ROW},30,\n"
    assert told_below(text) == [(3, "fields", "error")]


def test_the_only_row_of_a_csv_with_a_blank_field_too_many_is_told():
    assert told_below(f"{HEADING},Date\n{ROW},1,250,\n") == [(2, "fields", "error")]


def test_rows_that_are_mostly_pushed_along_are_told_and_not_the_one_that_is_not():
    text = f"{HEADING},Date\n{ROW},1,250,\n{ROW},2,250,\n{ROW},30,\n"
    assert told_below(text) == [(2, "fields", "error"), (3, "fields", "error")]


def test_where_every_row_but_not_the_heading_ends_in_a_comma_it_is_asked_about_once():
    assert told_below(f"{HEADING}\n{ROW},10,\n{ROW},20,\n") == [(2, "fields", "query")]


def test_where_every_line_ends_in_a_comma_it_is_nothing():
    assert told_below(f"{HEADING},\n{ROW},10,\n{ROW},20,\n") == []


def test_a_row_with_fewer_fields_than_the_heading_is_read_and_asked_about():
    assert told_below(f"{HEADING},Date\n{ROW},10,\n{ROW},20\n") == [(3, "fields", "query")]


def test_blank_headings_at_the_end_make_no_row_too_short():
    assert told_below(f"{HEADING},,,\n{ROW},10\n{ROW},20\n") == []


LONG = "1; a\n2; b\n3; c\n4; d\n5; e"


@pytest.mark.parametrize(
    "text",
    [
        f'Line,Kind,Notes\n1,spend,"{LONG}"\n',
        f'"Line","Kind","Notes"\r\n"1","spend","{LONG}"\r\n',
        f'\ufeffLine,Kind,Notes\n1,spend,"{LONG}"\n',
        "Line,Kind,Notes\n1,spend,a; b\n2,spend,c, d; e\n3,spend,f, g, h; i\n",
        "Line,Kind,Notes\n1,spend,a; b; c; d; e; f\n",
    ],
)
def test_the_delimiter_is_that_of_the_heading_whatever_stands_in_texts(text):
    first, second, *_ = [
        row[1:] for row in read_csv(text.encode(), "x", KNOWN_HEADINGS).cells.iter_rows()
    ]
    assert first[:3] == ("Line", "Kind", "Notes")
    assert second[:2] == ("1", "spend")


@pytest.mark.parametrize("sign", [";", "\t", "|"])
def test_commas_of_titles_and_decimals_are_no_delimiters(sign):
    text = "Spending, quarter 1\nLine;Kind;Amount\n1;spend;12,50\n2;spend;3,50\n"
    sheet = read_csv(text.replace(";", sign).encode(), "x", KNOWN_HEADINGS)
    assert sheet.cells.rows()[1:3] == [(2, "Line", "Kind", "Amount"), (3, "1", "spend", "12,50")]


def test_without_a_heading_that_is_known_the_rows_alike_say_the_delimiter():
    assert rows(f'a,b\n1,"{LONG}"\n') == [("a", "b"), ("1", LONG)]


@pytest.mark.parametrize("cell", ["", '""'])
@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_blank_columns_by_the_thousand_are_nothing(cell, ending):
    lines = [HEADING, f"{ROW},10", f"{ROW},", *[",,,,,"] * 3]
    blanks = f",{cell}" * 16_378
    (sheet,) = extract((blanks + ending).join([*lines, ""]).encode(), "x.csv", sandbox=None)
    assert sheet.cells.shape == (3, 7)
    assert sheet.uneven == {}


def test_a_row_that_was_pushed_along_is_told_before_blank_columns_by_the_thousand_too():
    blanks = "," * 16_378
    text = f"{HEADING}{blanks}\n{ROW},10{blanks}\n{ROW[:-5]},st,aff,{blanks}\n"
    assert told_below(text) == [(3, "fields", "error")]


def test_commas_that_end_a_line_of_a_text_stay_where_nothing_is_blank():
    text = 'a,b\n1,"x,,,\n\ny"\n'
    assert rows(text)[1] == ("1", "x,,,\n\ny")


@pytest.mark.parametrize("blank", ["\n", ",,\n", '"","",""\n', "\r\n", " , ,\n"])
def test_blank_lines_at_the_end_are_nothing(blank):
    (sheet,) = extract(("a,b,c\n1,2,\n" + blank * 5).encode(), "x.csv", sandbox=None)
    assert sheet.cells.rows() == [(1, "a", "b", "c"), (2, "1", "2", None)]
    assert sheet.uneven == {}


def test_blank_lines_that_end_a_quoted_text_are_its_own():
    assert rows('a,b\n1,"x\n\n\n"\n\n\n') == [("a", "b"), ("1", "x\n\n\n")]


def test_a_second_mark_of_the_encoding_is_none_of_the_heading():
    assert rows(b"\xef\xbb\xbf\xef\xbb\xbfLine,Caf\xc3\xa9\n1,2\n")[0] == ("Line", "Café")


PACKED = {
    "gzip": gzip.compress(PLAIN.encode()),
    "bzip2": bz2.compress(PLAIN.encode()),
    "xz": lzma.compress(PLAIN.encode()),
    "tar": b"returns.csv".ljust(257, b"\0") + b"ustar\0" + b"00",
    "7-Zip": b"7z\xbc\xaf\x27\x1c\0\4",
    "rar": b"Rar!\x1a\x07\x01\0",
}


@pytest.mark.parametrize("name", ["r.csv", "r.csv.gz", "r.7z", "r", "r.txt"])
@pytest.mark.parametrize("data", PACKED.values(), ids=PACKED)
def test_a_packed_file_is_called_one_whatever_its_name(data, name):
    problem = refusal(data, name)
    assert "packed file" in problem.message
    assert problem.remedy == "Unpack it and send the files that are in it."


def test_a_csv_that_begins_like_a_packed_file_in_letters_alone_is_a_csv():
    assert rows("BZh1,Rar!\n1,2\n") == [("BZh1", "Rar!"), ("1", "2")]
