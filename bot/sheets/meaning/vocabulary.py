"""The words of headings: by field, those that mean it; and those that never do."""


def phrases(words: str) -> list[str]:
    """Divide a list at its commas; lines break anywhere."""
    return [" ".join(phrase.split()) for phrase in words.split(",")]


FIELDS = """
membership_number: m number, member code, member number, mn, number member, union
  member number, union number, unique number, urn, member id, id member, union id,
  union member id, member number id, member id number
first_name: christian name, first, first forename, first name, fore name, forename,
  given, given name, member first name, member forename, name first
last_name: family, family name, last, last name, member last name, member surname, name
  last, name surname, second name, sur name, surname
full_name: complete name, display name, first and last name, first last, first name
  surname, forename surname, full name, last first, member name, name and surname, name
  first last, name full, name in full, name last first, name member, name surname
  first, surname first name, surname forename, whole name
preferred_name: aka, also known as, called, calling name, familiar name, goes by, known
  as, likes to be called, likes to be known as, name known as, name preferred, nick,
  nick name, nickname, pref name, preferred, preferred first name, preferred forename,
  preferred name, prefers, prefers to be called
mobile: contact mobile, home mobile, member mobile, member mobile number, mobile,
  mobile contact, mobile contact number, mobile home, mobile number, mobile number
  personal, mobile personal, mobile phone, mobile phone number, mobile work, number
  mobile, personal mobile, personal mobile number, personal mobile phone, phone m,
  phone mobile, phone number mobile, private mobile, sms, sms number, text number, work
  mobile, work mobile number
phone: day phone, daytime phone, direct line, evening phone, fixed line, h phone, home
  contact number, home landline, home landline number, home number, home phone, home
  phone number, house phone, land line, landline, landline number, landline phone,
  office phone, phone day, phone daytime, phone evening, phone h, phone home, phone
  land, phone landline, phone number home, phone office, phone work, work landline,
  work number, work phone, work phone number
personal_email: email address home, email address personal, email home, email personal,
  email private, home email, home email address, home personal email, non work email,
  own email, personal email, personal email address, private email, private email
  address
work_email: company email, corporate email, email address work, email office, email
  work, employer email, job email, office email, office email address, professional
  email, work email, work email address, work place email
workplace: base, based, building, campus, depot, duty station, location, location work,
  office, office base, office location, office name, office site, place employment,
  place work, site, site name, site office, where based, work base, work building, work
  location, work office, work place, work site, work workplace, workplace, workplace
  location, workplace name, workplace site, works
job_grade: band, band grade, civil service grade, current grade, employment grade,
  grade, grade band, grade code, job band, job grade, pay band, pay grade, salary band,
  substantive grade, work grade
assigned_to: advocate, advocate name, allocated, allocated advocate, allocated rep,
  allocated to, allocation, assigned, assigned advocate, assigned rep, assigned to,
  assigned point person, assignee, buddy, called by, caller, canvasser, contact by,
  contact rep, contacted by, lead rep, local rep, point person, point person name, name
  advocate, name rep, owner, phone banker, rep, rep allocated, rep assigned, rep
  contacting, rep name, rep responsible, rep workplace, rep to contact, responsible, to
  be contacted by, union rep, who calls, who contact, who will contact, workplace rep
ballot_status: disposition, call disposition, last call disposition, final disposition,
  call result, call outcome, call status, last call result, last call outcome, contact
  result, last call status, canvass result, ballot answer, ballot contact outcome,
  ballot intention, ballot outcome, ballot progress, ballot reply, ballot response,
  ballot response status, ballot status, contact outcome, how responded, member
  response, response, response ballot, response code, response received, response
  status, status ballot, vote intention, vote status, voting intention, voting
  response, voting status, what they said
status_date: call start time, call end time, call time, last call date, last call time,
  last called, contact time, answer date, ballot date, ballot response date, ballot
  status date, ballot told us, call date, contact date, contacted on, date answer, date
  ballot response, date ballot status, date call, date contact, date contacted, date
  heard, date last contact, date reply, date reported, date responded, date response,
  date spoken to, date status, date they told us, date told, date told us, date updated
  ballot, heard on, last contact, last contact date, last contacted, last response,
  last response date, last spoke, last spoken to, reply date, reported on, responded,
  responded on, response date, response time, spoke on, status date, told on, told rep,
  told rep on, told us, told us date, told us on, when, when told, when told us
member_status: member status, status member, member state, member standing, standing,
  employment status, employee status, member category, member class, member type,
  category member, type member, employment state
notes: agent notes, caller notes, canvasser notes, additional information, additional
  notes, advocate notes, anything else, ballot notes, branch notes, branch use notes,
  call notes, case notes, contact notes, feedback, free text, further information,
  further notes, general notes, info, information, local notes, member notes, memo,
  misc, more information, notes, notes branch, notes organiser, notes rep,
  observations, organiser notes, other information, other notes, any notes, any other
  notes, any other information, private notes, rep notes
"""
"""Headings that leave no doubt, a line for each field; indented lines go on."""

PARTS = """
membership_number: member number, member id, union number, union id, member card
mobile: mobile, mobile phone, sms number, text number, sms phone
phone: phone, landline, contact number, home number, work number
work_email: email work, email office, email company, email employer
personal_email: email
first_name: forename, first name, given name, christian name
last_name: surname, last name, family name
full_name: name, full name
preferred_name: known, name called, preferred name, nick name, preferred first name
workplace: workplace, work place, work office, work location, work site, where work,
  where based, office based, site based, work where, office location, base location,
  location work
job_grade: grade, pay band, job grade, pay grade
ballot_status: call outcome, call result, ballot outcome, contact outcome, contact
  result, ballot status, gotv status, vote status
status_date: date call, date contact, date contacted, date spoken
notes: notes, anything else, further information, other information
"""
"""What a heading has to have for a field; `WITH` says what else it may have."""

WITH = """
membership_number: union, unique, current, card, number, id, trade, unite, unison, gmb,
  ucu, pcs, rmt, neu, usdaw, cwu, digit, digits
mobile: phone, number, personal, private, home, work, own, contact, main, preferred,
  primary, current, member, text, sms, day, daytime, evening, uk
phone: number, home, work, office, contact, main, preferred, primary, current, member,
  day, daytime, evening, personal, landline, house, land, line, direct, night
work_email: address, contact, main, preferred, primary, current, member, work, office,
  company, employer
personal_email: address, personal, private, home, own, contact, main, preferred,
  primary, current, member, non, work
first_name: member, legal, forename, first, name, given
last_name: member, legal, surname, last, name, family
full_name: member, legal, first, last, full, contact, surname, forename
preferred_name: name, first, member
workplace: name, main, current, usual, normal, base, location, site, office, primary,
  building, depot, work, workplace, address
job_grade: current, work, job, pay, band, substantive
ballot_status: last, final, current, latest, member, overall
status_date: last, latest, recent, most, member
notes: rep, branch, ballot, other, additional, member, general
"""
"""What else a heading may have beside the parts of its field."""

ASKING = """
what, which, enter, give, provide, write, us, tell, you, do, have, we, can, could,
reach, on, in, if, any, this, that, are, be, would, like, to, with, and, value, c,
best, get, confirm, insert, fill, add, one, there, should, know, so, by, i, as, it, d,
ll, ve, re
"""
"""Words of questions and of exports that say nothing about the field."""

GONE = """
left, leaver, leavers, leaving, deceased, death, died, dead, dod, retired, retirement,
lapsed, lapse, resigned, resignation, expelled, terminated, termination, cancelled,
cancellation, ceased, suspended, suspension, ended, leaves
"""
"""A yes, a day that is past, or words under such a heading: somebody who has left."""

GONE_TOO = """
date, on, member, when, has, employment, union, branch, reason, y, n, year, job, work,
company, yes, no, effective, been, or, status, flag, tick, employed, service, to, end
"""
"""What else such a heading may say."""

STAYS = """
active, current, active member, current member, still member, still in union, in union,
member active, member current, live, live member, in compliance, good standing, in good
standing, still employed, still here, currently employed
"""
"""A no under such a heading: somebody who has left."""

MEMBERS = """
active, current, live, full, full member, member, paid up, paid, in compliance, good
standing, in good standing, financial, employed, in employment, student, apprentice,
associate, standard, active member, current member, joined
"""
"""What stands in a column that tells who is a member."""

LIKELY = """
full_name: name
personal_email: email, email address, contact email, contact email address, member
  email, email 1, email 2
phone: phone, phone number, contact number, contact phone, contact phone number, member
  phone, daytime number, phone 1, phone 2
mobile: mobile 1, mobile 2, whatsapp, whatsapp number
status_date: date
ballot_status: status, current status, ballot, vote, voting, reply, answer, outcome,
  result, intention
"""
"""Headings that mean the field unless another column means it more surely."""

VAGUE = """
membership_number: number, id
full_name: member
phone: home
"""
"""Headings that mean the field only if what stands below them fits."""

SPELLINGS = """
email: mail, emails, emailaddress, ebost
phone: tel, telephone, ph, fone, phones, phonenumber, ffon, teleffon
phone number: telno
mobile: mob, mobiles, cell, cellphone, cellular, smartphone, mobilenumber, symudol,
  cphone, mphone, mtel
number: no, nr, num, nos, numbers, rhif
id: ref, reference, identifier, ids
member: memb, mem, mbr, membership, members, mship, aelod, aelodaeth
forename: forenames
surname: surnames, sname, cyfenw
name: names, enw, enwau
first: 1st, cyntaf
last: olaf
full: llawn
home: cartref
work: gwaith, business, wk
personal: personol
contact: cyswllt
response: resp, responses, ymateb
status: stat, statws
date: dates, dt, dyddiad
first name: firstname, fname
last name: lastname, lname
full name: fullname
address: addr, cyfeiriad
department: dept
organisation: org, organization
notes: comment, comments, note, remarks, remark, nodiadau, sylwadau, nodyn
rep: reps, representative
home phone: homephone, hphone, htel
work phone: workphone, wphone, wtel
home email: homeemail, hemail
work email: workemail, wemail
workplace: workplaces, gweithle, wplace
location: loc
grade: grades
site: sites
office: offices
vote: votes, pleidlais
landline: landlines
member number: memberid, memberno, membershipnumber
"""
"""Words that mean the word before the colon."""

NEVER = """
manager, supervisor, line mgr, mgr, next of kin, nok, kin, emergency, ice, spouse,
partner, husband, wife, parent, mother, father, carer, guardian, previous, former,
formerly, old, maiden, nee, birth, dob, born, payroll, pension, national insurance, ni,
nino, passport, joined, join, joining, start, started, since, leaving, leave, expiry,
expires, renewal, renewed, magazine, subscription, subs, survey, last ballot, previous
ballot, prior, strike fund, consultative, indicative, postcode, post code, postal,
street, town, city, county, home address, salary, wage, gender, sex, ethnicity, ethnic,
disability, age, religion, next, fax, twitter, facebook, bank, sort code, count, counts,
total, average, created, modified, imported, proxy, friend, neighbour, colleague,
assistant, switchboard, sponsor, recruiter, recruited, agm, conference, training,
committee, election, secretary, political, levy, donation, petition, help, label,
labels, type, types, uuid, guid
"""
"""Somebody else, a former number, other ballots, other dates, other lists."""

FURTHER = """
other, alternative, alternate, alt, another, second email, staff, employee, personnel,
hr, account, ext, extension, desk, room, organisation, officer, volunteer, newsletter,
mailing, bulletin, marketing
"""
"""A further number, or another matter: no field, but asked if the cells fit."""

DOUBTFUL = """
rep, rep name, name rep, local rep, union rep, workplace rep, rep workplace, owner,
responsible, called, preferred, prefers, when
"""
"""Headings that are taken for their field, and asked about all the same."""

HINTS = """
workplace: work, workplace, office, station, stn, depot, base, based, unit, location,
  site, building, mc, d o, section, department, where, centre, hub, delivery, garage,
  yard, ward, school, worksite, college, hospital, clinic
job_grade: job, role, grade, position, occupation, duty, rank, organisation title,
  trade, craft, work
assigned_to: rep, caller, calling, call, calls, ring, rung, phoned, called, buddy,
  canvasser, canvassed, advocate, assigned, allocated, point, organiser, steward, agent,
  person, who, whom, by, rang, looked, assign, with, lead, phonebanker, telephoner
preferred_name: called, nick, known, prefers, likes, alias, short, like
notes: notes, info, information, misc, feedback, tell, say, said, message, observations,
  else, extra, anything, know, issues
status_date: contact, contacted, call, called, canvassed, spoke, spoken, response,
  reply, ballot, posted, vote, voted, told, said, heard, returned, talk, talked, last,
  chat, rang, phoned, seen, visited,
  rung
ballot_status: ballot, vote, voted, voting, posted, post, paper, response, reply,
  result, outcome, status, intention, answer, disposition, canvass, canvassed, pack,
  pledge, pledged, commit, committed, intends, sent, returned, received, arrived,
  ordered, replacement
"""
"""Words of headings not understood that may be about the field: asked if cells fit."""

QUALIFIERS = """
dd mm yy yyyy y n yes no date optional required mandatory format see lookups lookup list
drop down dropdown if known uk as at free text please spaces no click select choose tick
x current latest auto automatic use only any digits number full new or e g eg example
"""
"""Words in brackets that only say how a cell is to be filled in."""

NO_PERSON = """
sheet page part tab table list lists data master main all members member contacts
export import print copy new old current archive spare misc other others unknown
unallocated unassigned unsorted none nobody allocated left leavers leaver joiners
ballot voted voting vote replacement replacements follow up targets target red amber
green week month day days night nights shift early late north south east west central
office team branch site floor house court building hq gate works depot region area
home working remote agency temp temps grade grades london leeds manchester newcastle
liverpool sheffield bristol cardiff swansea glasgow edinburgh belfast birmingham
nottingham leicester york hull bradford preston salford stockport wales scotland
england january february march april june july august september october november
december monday tuesday wednesday thursday friday saturday sunday
"""
"""Words in the names of sheets that are not named after an advocate."""
