"""The large files for benchmarks.  python bench.py            -> ../large/bench_5k.csv, bench_200k.csv, bench_200k.xlsx
                                    python bench.py --rows N --format csv|xlsx --out FILE [--seed S]
Clean but for a few in a thousand.  The fictional number ranges are small, so mobiles repeat among members: that is no duplicate."""
import argparse, csv, datetime as dt, os, random, sys
import pathlib

sys.path.insert(0, str(pathlib.Path(__file__).parent))
from common import *

HEAD = ["Member ID", "Forename", "Surname", "Known as", "Mobile number", "Home telephone", "Personal email", "Work email", "Workplace", "Job grade", "Ballot response", "Response date", "Do not contact", "Rep", "Notes"]
KEYS = ["membership_number", "first_name", "last_name", "preferred_name", "mobile", "phone", "personal_email", "work_email", "workplace", "job_grade", "ballot_status", "status_date", "do_not_contact", "assigned_to", "notes"]
SAY = {"unknown": "", "will_vote": "Will vote", "replacement_requested": "Replacement ballot requested", "voted": "Voted", "not_voting": "Not voting"}
REPS = ["Rep %02d" % i for i in range(1, 41)]


def rows(n, seed):
    """yields (cells, member or None, index of the member it repeats or None, warnings)"""
    r = random.Random(seed)
    numbers = r.sample(range(100000, 9999999), n)
    r.shuffle(numbers)
    d0 = dt.date(2026, 4, 13)
    recent = []
    for i in range(n):
        x = r.random()
        if x < .003 and len(recent) > 50:                        # the same member again, with a newer word
            j, m = recent[r.randrange(40)]
            d = (dt.date.fromisoformat(m["status_date"]) + dt.timedelta(days=1)).isoformat() if m["status_date"] else "2026-05-04"
            m.update(ballot_status="voted", status_date=d)
            yield m, j, []
            continue
        f, l = r.choice(FIRST), r.choice(LAST); no = "%07d" % numbers[i]; w = []
        m = dict(membership_number=no, first_name=f, last_name=l, preferred_name=NICK.get(f), mobile="+447700900%03d" % r.randrange(1000) if r.random() < .9 else None,
                 phone="+44%s%03d" % (r.choice(["2079460", "1134960", "1614960"]), r.randrange(1000)) if r.random() < .25 else None,
                 personal_email="%s.%s.%s@post.example.com" % (fold(f), fold(l), no) if r.random() < .8 else None, work_email="%s.%s.%s@harbours.example.org" % (fold(f), fold(l), no) if r.random() < .85 else None,
                 workplace=r.choice(DEV_SITES) + " %02d" % r.randrange(60), job_grade=r.choice(GRADES), ballot_status=r.choice(["unknown"] * 4 + ["will_vote"] * 4 + ["replacement_requested", "voted", "voted", "not_voting"]),
                 status_date=None, do_not_contact=r.random() < .04, assigned_to=r.choice(REPS), notes=r.choice(NOTES) if r.random() < .1 else None)
        if m["ballot_status"] != "unknown": m["status_date"] = (d0 + dt.timedelta(days=r.randrange(20))).isoformat()
        if x > .999: m["membership_number"] = None; m["mobile"] = None; m["personal_email"] = "joined.lately.%s@post.example.com" % no; w.append("no_membership_number")
        bad = None
        if .997 < x <= .998: bad = "%s.%s-at-post.example.com" % (fold(f), fold(l)); m["personal_email"] = None; w.append("invalid_email")
        if not (m["mobile"] or m["phone"] or m["personal_email"] or m["work_email"]): w.append("no_contact")
        yield m, None, w + ([bad] if bad else [])
        if m["membership_number"]:
            recent.append((i, m)); recent = recent[-60:]


def cells(m, w, r, xl):
    bad = next((x for x in w if "-at-" in x), None)
    tel = lambda v: "" if not v else r.choice([nat, spaced])(v)
    d = m["status_date"]
    return [m["membership_number"] or "", m["first_name"], m["last_name"], m["preferred_name"] or "", tel(m["mobile"]), tel(m["phone"]), bad or m["personal_email"] or "", m["work_email"] or "", m["workplace"], m["job_grade"],
            SAY[m["ballot_status"]], (dt.date.fromisoformat(d) if xl else "/".join(reversed(d.split("-")))) if d else "", "True" if m["do_not_contact"] else "False", m["assigned_to"], m["notes"] or ""]


def make(n, fmt, path, seed):
    r = random.Random(seed + 1); members, order, merged, kinds = {}, [], {}, {}
    if fmt == "csv":
        f = open(path, "w", encoding="utf-8-sig", newline=""); w = csv.writer(f); w.writerow(HEAD); put = lambda i, c: w.writerow(c); done = f.close
    else:
        import xlsxwriter
        wb = xlsxwriter.Workbook(path, {"constant_memory": True}); wb.set_properties({"created": dt.datetime(2026, 5, 6)}); ws = wb.add_worksheet("Members"); df = wb.add_format({"num_format": "dd/mm/yyyy"})
        for j, h in enumerate(HEAD): ws.write_string(0, j, h)
        def put(i, c):
            for j, v in enumerate(c):
                if v == "": continue
                ws.write_datetime(i, j, v, df) if isinstance(v, dt.date) else ws.write_string(i, j, v)
        done = wb.close
    for i, (m, j, w_) in enumerate(rows(n, seed)):
        put(i + 1, cells(m, w_, r, fmt == "xlsx"))
        if j is None: members[i] = m; order.append(i)
        else: merged.setdefault(j + 2, [j + 2]).append(i + 2)
        for k in w_:
            if "-at-" not in k: kinds[k] = kinds.get(k, 0) + 1
    done()
    ms = [members[i] for i in order]
    by_row = {i + 2: merged.get(i + 2, [i + 2]) for i in order[:10]}
    first = [dict({"rows": by_row[i + 2]}, **{k: members[i][k] for k in FIELDS}) for i in order[:10]]
    e = {"file": os.path.basename(path), "shows": "%d rows, clean but for a few in a thousand" % n, "import_date": "2026-05-06", "accept": True, "error_kind": None,
         "format": dict({"kind": fmt, "header_row": 1}, **({"encoding": "utf-8-sig", "delimiter": ","} if fmt == "csv" else {"sheet": "Members"})), "names": "split", "columns": dict(zip(HEAD, KEYS)), "columns_by_letter": {letter(j): k for j, k in enumerate(KEYS)}, "columns_unmapped": [],
         "rows_total": n, "members_total": len(ms), "members_listed": "first 10", "members": first, "totals": totals(ms), "rows_rejected": [], "rows_merged": [{"rows": v, "into": v[0]} for v in merged.values()], "warnings": [], "warnings_total": kinds, "must_ask": [],
         "bytes": os.path.getsize(path)}
    open(path + ".expect.json", "w", encoding="utf-8").write(dump(e))
    print(path, os.path.getsize(path), "members", len(ms))


if __name__ == "__main__":
    a = argparse.ArgumentParser(); a.add_argument("--rows", type=int); a.add_argument("--format", choices=["csv", "xlsx"], default="csv"); a.add_argument("--out"); a.add_argument("--seed", type=int, default=5000)
    a = a.parse_args()
    if a.rows: make(a.rows, a.format, a.out, a.seed)
    else:
        L = os.path.join(ROOT, "large"); os.makedirs(L, exist_ok=True)
        make(5000, "csv", L + "/bench_5k.csv", 5000); make(200000, "csv", L + "/bench_200k.csv", 200000); make(200000, "xlsx", L + "/bench_200k.xlsx", 200000)
