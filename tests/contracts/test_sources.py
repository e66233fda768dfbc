"""Every source keeps its contract with the warehouse and with those who send."""

import pytest

from data.kinds import MONEY
from data.warehouse.tables import metadata
from etl.recognise.headings import recognise
from etl.schema.source import Source
from etl.sources import SOURCES
from tests.support.drawn_sheets import sheet

OF_THE_CONTRACT = {
    "progress": "Objective code* | Activities conducted | Achieved this quarter | "
    "Outcomes achieved | Challenges encountered | Our rating",
    "participants": "Participant ref* | Key stage | Gender | SEND | Free school meals | "
    "Ethnicity group",
    "attendance": "Session date* | Activity* | School URN or venue* | Hours* | Group or class | "
    "Participant ref | Attended | Headcount",
    "satisfaction": "Response ref* | Respondent* | Question* | Score (1-5)* | Date | Number asked",
    "learning": "Participant ref* | Domain* | Measure* | Stage* | Score* | Out of* | Date",
    "spending": "Line* | Kind* | Category* | Amount* | Date",
    "partners": "partner_code* | name* | kind* | size* | home_area | is_consortium_member* | "
    "charity_number | company_number | contact | origin | joined_on",
    "agreements": "agreement_code* | partner_code* | area* | title* | kind* | route* | "
    "starts_on* | ends_on* | value* | payment_model* | lpme_function* | activity* | deliverables | "
    "metrics | procurement | quotes_received | approved_on | reported_on | conflict_declared_on | "
    "environment | need_code | opportunity_code",
    "objectives": "objective_code* | agreement_code* | statement* | measure* | unit* | "
    "direction* | adds_up* | baseline | target* | due_on* | profile | lpme_function* | need_code",
    "allocations": "allocation_ref* | area* | year* | stream* | amount* | agreement_code",
    "payments": "payment_ref* | agreement_code* | due_on* | paid_on | amount* | stream* | "
    "needs_return_for",
    "reviews": "review_ref* | agreement_code* | due_on* | held_on | outcome | next_due_on | notes",
    "decisions": "decision_ref* | agreement_code | opportunity_code | kind* | decided_on* | "
    "decided_by* | deliverer_partner_code | reason | rationale* | options | notice_on | "
    "effective_on | reported_on",
    "vfm": "assessment_ref* | agreement_code* | stage* | due_on | assessed_on | economy | "
    "efficiency | effectiveness | equity | judgement",
    "risks": "risk_ref* | agreement_code* | category* | description* | inherent_likelihood* | "
    "inherent_impact* | residual_likelihood | residual_impact | mitigation | owner_role | "
    "reviewed_on | status* | closed_on",
    "needs": "need_code* | area* | statement* | evidence | priority* | lpme_function* | "
    "identified_on* | closed_on",
    "opportunities": "opportunity_code* | area* | title* | need_code | value | opened_on* | "
    "closed_on* | channels",
    "proposals": "proposal_ref* | opportunity_code* | partner_code* | amount* | submitted_on* | "
    "outcome",
    "scores": "proposal_ref* | scorer* | expertise* | value_for_money* | ace_alignment* | "
    "hub_objectives* | scored_on*",
    "schools": "urn* | name* | area* | phase | pupils",
    "waivers": "waiver_ref* | rule* | agreement_code* | reason* | approved_by* | expires_on*",
}
KEYS_OF_THE_CONTRACT = {
    "progress": ("agreement_code", "quarter", "objective_code"),
    "satisfaction": ("agreement_code", "quarter", "response_ref", "question"),
    "learning": ("agreement_code", "academic_year", "participant_ref", "measure", "stage"),
    "spending": ("agreement_code", "quarter", "line_ref"),
    "partners": ("partner_code",),
    "scores": ("proposal_ref", "scorer"),
    "risks": ("risk_ref",),
}
OF_A_RETURN = {"agreement_code", "quarter", "prepared_on", "academic_year", "partner_code"}
SESSIONS = {"dim_session", "fact_attendance", "fact_headcount"}
HASHED = {"participant_ref": "participant_id", "response_ref": "response_hash"}


def _key(source: Source) -> str:
    return source.key


each_source = pytest.mark.parametrize("source", SOURCES.values(), ids=_key)
each_table = pytest.mark.parametrize(
    "source", [source for source in SOURCES.values() if source.key != "return"], ids=_key
)
each_of_the_contract = pytest.mark.parametrize(
    "source", [SOURCES[key] for key in OF_THE_CONTRACT], ids=_key
)


def columns_kept(source: Source) -> set[str]:
    names = SESSIONS if source.key == "attendance" else {source.table}
    return {column.name for name in names for column in metadata.tables[name].columns}


def test_every_sheet_and_register_of_the_contract_has_its_source():
    assert OF_THE_CONTRACT.keys() <= SOURCES.keys()


@each_source
def test_a_source_says_in_one_sentence_what_it_holds(source):
    assert source.sentence[0].isupper()
    assert source.sentence.endswith(".")
    assert source.sentence.count(". ") == 0


@each_source
def test_each_column_has_its_place_in_the_warehouse(source):
    stored = {HASHED.get(column.name, column.stored) for column in source.columns}
    beside = {"rows_of_data"}  # checked, not kept
    assert stored - beside <= columns_kept(source)


@each_source
def test_money_is_stored_under_a_name_that_says_its_unit(source):
    money = [column for column in source.columns if column.kind is MONEY]
    assert all(column.stored.endswith("_pence") for column in money)


@each_source
def test_the_natural_key_is_made_of_columns_that_are_there(source):
    there = {column.name for column in source.columns}
    there |= OF_A_RETURN if source.is_return else set()
    assert set(source.natural_key) <= there


@each_table
def test_a_key_of_a_register_is_required(source):
    required = {column.name for column in source.required}
    assert source.is_return or set(source.natural_key) <= required


@each_source
def test_what_refers_to_a_register_names_a_source_that_loads_before_it(source):
    order = list(SOURCES)
    for column in source.columns:
        if column.refers_to:
            assert SOURCES[column.refers_to].noun
        if column.refers_to and column.refers_to != source.key:
            assert order.index(column.refers_to) < order.index(source.key)


@each_source
def test_no_two_columns_share_a_heading(source):
    words = [word for column in source.columns for word in column.headings]
    assert len(words) == len(set(words))


def test_no_two_sources_share_a_name():
    names = [name for source in SOURCES.values() for name in source.names]
    assert len(names) == len(set(names))


@each_source
def test_each_check_names_a_column_and_a_remedy(source):
    for check in source.checks:
        assert check.column in {column.name for column in source.columns}
        assert check.message.endswith(".")
        assert check.remedy.endswith(".")


@each_of_the_contract
def test_the_headings_of_the_contract_are_recognised_every_one(source):
    headings = [text.strip() for text in OF_THE_CONTRACT[source.key].replace("*", "").split("|")]
    origin = ["agreement_code", "quarter"] if source.is_return else []
    found = recognise(sheet(" | ".join(origin + headings), "export", is_csv=True))
    assert (found.source.key, found.refused, found.unknown) == (source.key, None, {})
    assert len(found.columns) == len(origin + headings)


@each_of_the_contract
def test_the_columns_that_the_contract_requires_are_required_and_no_others(source):
    headings = [text.strip() for text in OF_THE_CONTRACT[source.key].split("|")]
    required = {source.column_for(text).name for text in headings if text.endswith("*")}
    assert {column.name for column in source.required} == required


@each_table
def test_a_sheet_named_for_its_source_and_empty_of_rows_is_recognised(source):
    headings = " | ".join(column.header for column in source.columns)
    assert recognise(sheet(headings, source.sheet)).refused is None


@pytest.mark.parametrize(("key", "names"), KEYS_OF_THE_CONTRACT.items(), ids=str)
def test_the_natural_keys_are_those_of_the_contract(key, names):
    assert SOURCES[key].natural_key == names
