"""The words by which people ask to be left alone, as `optouts` puts them together.

Every phrase is written as `statuses.words_of` writes a cell, or it could never match;
a test holds that.
"""

NOT_TO = """
do not, does not want us to, never, must not, should not, please not, not to, not ok
to, not okay to, not happy to, does not consent to, do not consent to, no consent to,
does not agree to, no permission to, no longer
"""
"""Refusals before what is not to be done: "call"."""

NOT_BE = """
not to be, never to be, not be, does not want to be, do not want to be, does not wish
to be, do not wish to be, does not like to be, does not like being, refuses to be,
refused to be, declined to be, declines to be, objects to being, objected to being, not
happy to be, must not be, should not be, would rather not be, prefers not to be, asked
to not be, no longer wants to be, opted out of being, does not consent to be, do not
consent to be, does not consent to being
"""
"""Refusals before what is not to be done to somebody: "called"."""

NO_MORE = """
no, no more, no further, no consent for, no consent to, wants no, does not want, do not
want, does not want any, do not want any, does not wish, does not accept, refuses,
stop, stop all, objects to, objected to, opt out of, opt out, opts out of, opted out
of, opted out, unsubscribed from, unsubscribe from, withdrew consent for, withdrew
consent to, withdrawn consent for, consent withdrawn for, exclude from, excluded from,
declines, has declined, do not accept, suppress, block, remove from, removed from
"""
"""Refusals before what somebody does not want: "calls"."""

ACTS = """
contact, call, ring, phone, telephone, text, sms, message, whatsapp, email, mail,
write, visit, door knock, doorknock, canvass, approach, disturb, bother, chase, pester,
dial, cold call, mailshot, poll
"""
"""What reps do."""

DONE = """
contacted, called, rung, phoned, telephoned, texted, messaged, whatsapped, emailed,
mailed, written, visited, door knocked, doorknocked, canvassed, approached, disturbed,
bothered, chased, pestered, contactable, polled, rang
"""
"""What is done to members."""

THINGS = """
contact, calls, phone calls, telephone calls, phonecalls, texts, text messages, sms
messages, messages, whatsapps, whatsapp messages, emails, mailings, mailing, mailshots,
letters, visits, home visits, canvassing, calling, phoning, ringing, texting, emailing,
messaging, visiting, doorknocking, communication, communications, comms, contacts,
approaches, phone banking, phonebanking, phone bank, cold calls, all contact, further
contact, all communication, all communications, bulk emails, bulk email, mass emails,
mass texts, sms, home visit, door knocking, contacting, contact list, call list,
calling list, phone list, call lists, text list, polling
"""
"""What somebody may not want."""

LACKING = """
phone, mobile, landline, email, mail, post, text, call, phone call, letter, message,
visit, telephone, whatsapp
"""
"""After a plain *no* these may be missing rather than unwanted."""

WHOLE = """
peidiwch a chysylltu, peidiwch cysylltu, peidio a chysylltu, dim cyswllt, dim galwadau,
peidiwch a ffonio, peidiwch a galw, peidiwch a thecstio, wedi optio allan,
dnc, dncs, do not contacts, opt out, opt outs, optout, opted out, opts out, has opted
out, unsubscribed, unsubscribe, leave alone, left alone, leave me alone, leave her
alone, leave him alone, leave them alone, not contactable by choice, refuses contact,
refused contact, declined contact, declines contact, contact refused, contact declined,
contact objection, contact opt out, consent refused, consent
withdrawn, withdrawn consent, withdrew consent, consent denied, refused consent, no
consent, consent not given, did not consent, has not consented, does not consent, do
not consent, not consented, suppressed, suppress, suppression, suppression list,
suppression flag, objects to contact, right to object, right to object exercised,
contact suppressed, asked to be removed, asked to be taken off, asked to come off,
wants to be removed, wants off list, remove from list, remove from lists, take off
list, take me off list, off the list, take me off the list, take off the list, contact
not wanted, contact unwanted, contact prohibited, contact barred, barred from contact,
contact blocked, calls blocked, calls refused, calls not wanted, texts refused, texts
not wanted, stop contact, hostile do not contact, dnt, do not knock
"""
"""Words that say it by themselves."""

MAY_REFUSE = """
unsub, unsubs, tps, suppressed by, unsubscribe date, bounced, hostile, abusive, exclude,
excluded, do not use, stop, stopped, objection, objected, objects, cannot be contacted,
uncontactable, not contactable, restricted, skip, hands off, blocked, avoid, sensitive,
keep off, keep off list, off list, removed from list, removed from lists, withdrawn,
refused, remove, removed, to be removed
"""
"""Headings whose yes may mean it: asked, where something stands below them."""

MAY_ALLOW = """
gdpr, consent, consents, permission, permissions, opt in, opted in, opt, optin, contact
preference, contact preferences, contact pref, contact permission, contact status,
communication preference, communication preferences, preferred contact, preferred
contact method, comms preference, comms preferences, data protection, subscribed,
subscription status, email status, sms status, marketing status, email marketing,
privacy, comms, reachable, like a call, like call, wants a call, wants call, wants
contact, wants to be contacted, want to be contacted, want a call
"""
"""Headings whose no may mean it: asked too."""

NOT_THERE = """
no contact details, no contact detail, no contact number, no contact numbers, no
contact info, no contact information, no contact made, no contact yet, no contact
possible, no contact so far, no contact as yet
"""
"""What is missing, not what is refused."""

OTHER_THINGS = """
political, levy, fund, newsletter, newsletters, magazine, magazines, bulletin, pension,
lottery, raffle, payroll, strike, conference, training, journal, overtime,
autoenrolment, directory, benefits, insurance, kin, emergency, manager, supervisor,
gift, photo, photos, photography, card, payment, debit, check off, vaccination,
paperless, paper
"""
"""What else one may opt out of: no matter of being contacted."""

CONSENT = """
consent to, consents to, consented to, consent for, consent, ok to, okay to, ok for,
happy to, happy for us to, happy to be, ok to be, okay to be, can we, can i, may we,
may i, can be, may be, agree to, agrees to, agreed to, agree to be, agrees to be,
willing to, willing to be, permission to, allowed to, allows, allow, accepts, happy
with, consents to be, consented to be, consent to be, agreed to be, permission to be,
able to be, can, may, opt in to, opted in to, opted in for, opt in, opted in
"""
"""Before an act or a thing these ask for leave, so that a *no* is the opt-out."""

CONSENT_WHOLE = """
consent, consented, contact ok, contact okay, contact allowed, contact permitted,
contact consent, contact permission, opt in, opted in, contactable, opt in status,
consent given, consent to contact, call ok, calls ok, text ok, texts ok, sms ok, phone
ok, sms opt in, email consent, phone consent, sms consent, text consent, call consent,
calling consent, telephone consent, whatsapp consent, communication consent, texting
consent, calls allowed, texts allowed, sms allowed, call allowed, text allowed, calls
permitted, phone opt in, text opt in, call opt in, contact opt in, whatsapp opt in
"""
"""Headings that ask for leave by themselves."""

CONSENT_BARE = """
consent, consented, consent given, opt in, opted in, opt in status
"""
"""Of these, the ones that do not say what was consented to: held, and asked."""

FILLER = """
please, again, any more, anymore, any longer, at all, ever, flag, flagged, flags,
marker, marked, list, me, her, him, them, us, you, we, i, she, he, they, it, this,
that, member, members, person, the, a, an, any, by, via, from, for, about, of, or, and,
to, be, is, has, have, was, are, been, s, tick, box, if, y, n, x, yes, requested,
request, asked, asks, ask, said, says, say, told, wants, wishes, want, would, union,
branch, rep, reps, advocate, advocates, anyone, anybody, in, way, status, field, under,
circumstances, all, requests, their, your, my, our, so, should, with, regarding,
ballot, individual, personally, phone, mobile, sms, text, email, user, reason,
absolutely, strictly, thanks, thank, unsolicited, further, more, phone number, name,
date, urgent, important, note, nb, warning, also, just, really, and or, on, directly,
completely, totally, wish, campaign, flag y n, true, false, home, bulk, as, per
"""
"""Words that change nothing."""

PREFERS = """
only, prefers, prefer, preferred, instead, ok, okay, fine, happy, except, unless,
until, before, after, at, during, between, rather, better, best, but, when, while
"""
"""Words that make it a matter of how or when: asked."""
