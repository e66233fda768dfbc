"""Other words: how people head a column whose heading of the hub they do not know.

A column under such a word is not read; its sender is told which heading is meant.
"""

from data.kinds import plain

_WORDS = {
    "achieved_value": "result, actual, value, outturn, achievement, progress, number achieved,"
    " actual value, achieved so far, quarter actual",
    "activities": "activity, activity conducted, what we did, what was done, delivery, work done",
    "activity": "type of session, session type, activity type, type of activity, kind of session",
    "amount": "cost, price, value, pounds, gbp, spent, spend, sum, total, net, gross, paid",
    "answered_on": "answered, day, date answered, response date, survey date, when, completed on",
    "approved_on": "approved, approval date, date approved",
    "area": "la, lea, local authority, local authority name, council, borough, district, county,"
    " music service, region, local area",
    "asked": "sent, invited, surveyed, number sent, number invited, sample, sample size,"
    " people asked, questionnaires sent, surveys sent",
    "assessed_on": "day, date assessed, assessment date, when",
    "attended": "attendance, present, here, was there, there, was present, in attendance,"
    " did attend, did they attend, attended session, came along, turned up, present or absent,"
    " attendance mark, register mark, mark, attending, attendance status, absent or present",
    "category": "type, heading, budget heading, budget line, cost type, expense type, type of cost",
    "certified_by": "signed by, approved by, completed by, authorised by, certified, signed off by",
    "challenges": "problems, difficulties, issues, barriers, what was difficult",
    "charity_number": "charity, charity registration, charity registration number, registered"
    " charity, charity commission number, rcn",
    "company_number": "companies house number, company registration, company registration number,"
    " companies house, crn",
    "contact": "e-mail, email, website, telephone, phone, address, contact details",
    "domain": "area of learning, type, outcome type, strand",
    "ends_on": "end, end date, finish, finish date, to, until, ends",
    "ethnicity": "ethnic background, ethnic origin, ethnic group, race, heritage",
    "fsm": "pupil premium, free meals, school meals, eligible for free school meals, pp, ever 6",
    "gender": "sex, boy or girl, m/f, girl or boy",
    "group": "class name, form, tutor group, choir, band, ensemble name, year group, year",
    "headcount": "number of children, number of pupils, number of participants, children, pupils,"
    " attendees, attendance, number present, number attending, number attended, total attending,"
    " total present, numbers, count, size, group size, no of children, no of pupils, participants,"
    " present, number of attendees, young people, number of young people, head count",
    "hours": "hrs, duration, length, time, length of session, session length, hours delivered,"
    " contact hours, session hours, duration hours",
    "is_nil": "nil return, nil, no activity, nothing to return, nil report",
    "key_stage": "ks, year group, year, school year, stage, phase, age group, nc year",
    "kind": "type, income or expenditure, spend or income, in or out, organisation type,"
    " type of organisation, legal form, agreement type, in/out",
    "line_ref": "ref, reference, line number, line no, no, number, item, id, item number,"
    " transaction, transaction ref, row, voucher, invoice number, invoice, description",
    "measure": "skill, indicator, question, assessment, scale, what was measured",
    "name": "establishment name, organisation, organisation name, title, school, partner name",
    "objective_code": "objective, objective ref, objective no, objective number, code, ref, kpi,"
    " target, goal, aim, objective id",
    "on_date": "day, date paid, invoice date, payment date, paid on, transaction date, when",
    "outcome": "results, impact, difference made, what changed, outcomes",
    "own_rating": "rag, rag rating, status, self assessment, assessment, our view, rag status",
    "paid_on": "payment date, date of payment",
    "participant_ref": "pupil, child, student, learner, pupil ref, child ref, pupil id, child id,"
    " student id, pupil code, child code, code, ref, id, reference, unique id, pupil number,"
    " learner ref, participant id, participant code, participant number, pseudonym, student ref",
    "phase": "phase of education, type, school type, level",
    "prepared_on": "date, prepared, date prepared, date of return, date sent, date completed,"
    " completed on, return date, date of preparation",
    "pupils": "number of pupils, roll, number on roll, pupil numbers, nor, pupil count",
    "quarter": "qtr, period, term, reporting period, quarter ending",
    "question": "statement, item, question text, measure, asked about",
    "respondent": "who, who answered, respondent type, type of respondent, answered by, role",
    "response_ref": "ref, id, response id, response number, respondent id, answer id, reference,"
    " form number, submission id, timestamp",
    "rows_of_data": "rows, number of rows, row count, total rows, count of rows",
    "scale_top": "max, maximum, max score, maximum score, top, top score, scale, best score, total",
    "score": "mark, marks, answer, rating, response, result, points, grade, level",
    "send": "sen, disability, special educational needs, send status, sen status, additional needs,"
    " special needs",
    "session_date": "day, when, session, date of session, workshop date, lesson date",
    "setting": "location, place, where, site, school name, setting name, venue name, delivered at",
    "size": "organisation size",
    "stage": "when, time, point, before or after, pre or post, pre/post, time point",
    "starts_on": "start, start date, from, begin, begins, starts",
    "urn": "establishment number, school number, dfe number, unique reference number, school urn",
    "value": "amount, cost, contract value, total value, agreement value",
}
OTHER_WORDS = {
    name: tuple(plain(word) for word in words.split(",")) for name, words in _WORDS.items()
}
