"""The measuring behind benches/run: runs the programs, writes the tables of docs/benchmarks.md.

Comes in: the measuring sets, the built program, optionally tantivy-cli and sqlite3. Goes out: each
table, between its two markers in docs/benchmarks.md and on the terminal. Judges nothing: what is
said about the figures is written by hand around the tables.
"""

import datetime
import json
import os
import pathlib
import re
import shutil
import statistics
import subprocess
import sys
import time

EVAL = pathlib.Path(os.environ["ONRECORD_EVAL"]).resolve()
WORK = pathlib.Path("target/bench")
SETS = WORK / "sets"
CORPUS = SETS / "reuters/txt"
INDEX = WORK / "index-reuters"
ARTICLE_LINES = WORK / "articles.jsonl"
TANTIVY_INDEX = WORK / "index-tantivy"
SQLITE_FILE = WORK / "articles.sqlite"
PAGE = pathlib.Path("docs/benchmarks.md")

ONRECORD = pathlib.Path("target/release/onrecord").resolve()
TANTIVY = os.environ.get("TANTIVY") or shutil.which("tantivy")
SQLITE = shutil.which("sqlite3")

INDEX_ROUNDS = 9
RERUN_ROUNDS = 15
COLD_ROUNDS = 7
MONTH = ("1987-03-01", "1987-03-31")
# The wanted nDCG@10 of each relevance set, all with one default setting.
RELEVANCE = {"time": 0.75, "cranfield": 0.335, "cisi": 0.385, "med": 0.72, "npl": 0.42, "lisa": 0.42}


# --- running and measuring -------------------------------------------------------------------


class Cost:
    """What one process took: seconds of wall clock, of CPU (user and system), peak MB."""

    def __init__(self, wall, usage):
        self.wall = wall
        self.cpu = usage.ru_utime + usage.ru_stime
        self.peak = usage.ru_maxrss / 1024


def run(command, allowed=(0,)):
    """Runs a process whose output nobody reads, and says what it took."""
    begun = time.perf_counter()
    process = subprocess.Popen(
        [str(word) for word in command], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in allowed:
        sys.exit(f"benches/run: exit status {process.returncode} of {command}")
    return Cost(time.perf_counter() - begun, usage)


def output(command):
    return subprocess.run([str(word) for word in command], capture_output=True, text=True)


def median(costs, field):
    return statistics.median(getattr(cost, field) for cost in costs)


def folder_bytes(folder):
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())


def remove(path):
    shutil.rmtree(path, ignore_errors=True) if path.is_dir() else path.unlink(missing_ok=True)


def index(corpus, into):
    remove(into)
    # What is kept beside an index belongs to it.
    remove(pathlib.Path(f"{into}.kept"))
    return run([ONRECORD, "index", "--corpus", corpus, "--index", into], allowed=(0, 3))


def fresh_index():
    if not INDEX.exists():
        index(CORPUS, INDEX)


# --- the page --------------------------------------------------------------------------------


def write_table(name, head, rows):
    """Prints a table and puts it between its markers in the page."""
    lines = ["| " + " | ".join(head) + " |", "|" + "---|" * len(head)]
    lines += ["| " + " | ".join(str(cell) for cell in row) + " |" for row in rows]
    write_part(name, "\n".join(lines))


def write_part(name, text):
    print(f"\n{name}\n{text}", flush=True)
    begin, end = f"<!-- {name}: begin, written by benches/run -->", f"<!-- {name}: end -->"
    page = PAGE.read_text("utf-8")
    if begin not in page or end not in page:
        sys.exit(f"benches/run: {PAGE} has no markers for {name}")
    before, rest = page.split(begin, 1)
    after = rest.split(end, 1)[1]
    PAGE.write_text(f"{before}{begin}\n{text}\n{end}{after}", "utf-8")


def ratio(ours, theirs):
    return f"{ours / theirs:.2f}" if theirs else "not measured"


# --- inputs ----------------------------------------------------------------------------------


def unpack():
    for folder in ("reuters", "ir"):
        if not (SETS / folder).exists():
            subprocess.run([sys.executable, EVAL / "unpack.py", SETS, folder], check=True)


def peer_queries():
    """(kind, query, count) of each line of queries.tsv."""
    named = os.environ.get("ONRECORD_PEERS")
    places = [pathlib.Path(named)] if named else [EVAL / "peers/queries.tsv", EVAL.parent / "peers/queries.tsv"]
    found = next((place for place in places if place.exists()), None)
    if not found:
        sys.exit(f"benches/run: no queries.tsv at {', '.join(map(str, places))}; set ONRECORD_PEERS")
    lines = [line.split("\t") for line in found.read_text("utf-8").splitlines() if line and line[0] != "#"]
    return [(kind, query, int(count)) for kind, query, count, *_ in lines]


def articles():
    """Title, body and day of every article, read as the JSON lines and the SQLite table hold them."""
    for path in sorted(CORPUS.rglob("*.txt")):
        first, _, body = path.read_text("utf-8").partition("\n")
        day, title = re.match(r" date (\S+) ?(.*)", first).groups()
        yield title, body, day


def write_article_lines():
    if ARTICLE_LINES.exists():
        return
    with ARTICLE_LINES.open("w") as out:
        for number, (title, body, day) in enumerate(articles()):
            line = {"id": str(number), "title": title, "body": body, "date": f"{day}T00:00:00Z"}
            out.write(json.dumps(line) + "\n")


def index_tantivy():
    """Title and body stemmed and with positions, date a fast column, all stored."""
    write_article_lines()
    remove(TANTIVY_INDEX)
    TANTIVY_INDEX.mkdir(parents=True)
    # The answers to the questions of `tantivy new`, field after field.
    answers = "id Text Y N Y N Y title Text Y N Y Y Y Y Y body Text Y N Y Y Y Y Y date Date Y Y Y N".split()
    subprocess.run(
        [TANTIVY, "new", "-i", TANTIVY_INDEX],
        input="\n".join(answers) + "\n", text=True, check=True, stdout=subprocess.DEVNULL,
    )
    return run([TANTIVY, "index", "-i", TANTIVY_INDEX, "-f", ARTICLE_LINES, "-t", "1", "-m", "200000000"])


def fill_sqlite():
    if SQLITE_FILE.exists():
        return
    import sqlite3

    with sqlite3.connect(SQLITE_FILE) as database:
        database.execute("CREATE VIRTUAL TABLE a USING fts5(title, body, date UNINDEXED, tokenize = 'porter')")
        database.executemany("INSERT INTO a VALUES (?, ?, ?)", articles())
        database.execute("INSERT INTO a(a) VALUES ('optimize')")


# --- the parts -------------------------------------------------------------------------------


def counts():
    index(CORPUS, INDEX)
    exact, rows = 0, []
    for _, query, wanted in peer_queries():
        answer = output([ONRECORD, "search", "--index", INDEX, "--json", "--limit", "1", "--", query])
        try:
            got = json.loads(answer.stdout)["total"]
        except (ValueError, KeyError):
            got = (answer.stderr or answer.stdout).strip()[:80]
        exact += got == wanted
        if got != wanted:
            rows.append((f"`{query}`", wanted, got))
    text = f"{exact} of {len(peer_queries())} counts are exact."
    for query, wanted, got in rows:
        text += f"\n- {query}: {wanted} wanted, {got} found"
    write_part("counts", text)


def relevance():
    rows = []
    for name, wanted in RELEVANCE.items():
        folder, corpus, into = SETS / "ir" / name, WORK / f"ir-{name}", WORK / f"index-{name}"
        corpus.mkdir(parents=True, exist_ok=True)
        shutil.copy(folder / "docs.jsonl", corpus)
        index(corpus, into)
        answers = WORK / f"run-{name}"
        with answers.open("w") as out:
            search = [ONRECORD, "search", "--index", into, "--batch", folder / "queries.tsv"]
            subprocess.run(
                search + ["--plain", "--any", "--format", "trec", "--limit", "1000"], stdout=out, check=True
            )
        scores = output([sys.executable, EVAL / "score_ir.py", folder / "qrels.tsv", answers]).stdout
        queries = scores.split()[0]
        score = dict(re.findall(r"(\S+) (\d\.\d+)", scores))
        rows.append((name, queries, wanted, score["nDCG@10"], score["MAP"], score["R@100"]))
    write_table("relevance", ("set", "queries", "nDCG@10 wanted", "nDCG@10", "MAP", "recall@100"), rows)


def indexing():
    text = folder_bytes(CORPUS)
    ours, theirs = [], []
    for _ in range(INDEX_ROUNDS):
        ours.append(index(CORPUS, INDEX))
        if TANTIVY:
            theirs.append(index_tantivy())
    missing = "not measured"
    cell = lambda field, form: form.format(median(theirs, field)) if theirs else missing
    size = folder_bytes(TANTIVY_INDEX) if theirs else 0
    turns = sorted(mine.cpu / other.cpu for mine, other in zip(ours, theirs))
    rows = [
        ("CPU, user and system", f"{median(ours, 'cpu'):.2f} s", cell("cpu", "{:.2f} s"),
         ratio(median(ours, "cpu"), median(theirs, "cpu") if theirs else 0), "2 x tantivy-cli"),
        ("wall clock", f"{median(ours, 'wall'):.2f} s", cell("wall", "{:.2f} s"),
         ratio(median(ours, "wall"), median(theirs, "wall") if theirs else 0), ""),
        ("peak memory", f"{median(ours, 'peak'):.0f} MB", cell("peak", "{:.0f} MB"),
         ratio(median(ours, "peak"), median(theirs, "peak") if theirs else 0), "250 MB"),
        ("index / text", f"{folder_bytes(INDEX) / text:.2f}", f"{size / text:.2f}" if size else missing,
         ratio(folder_bytes(INDEX), size), "1.6"),
    ]
    if turns:
        span = f"{turns[0]:.2f} to {turns[-1]:.2f}"
        rows.insert(1, ("ratio of the CPU times, turn by turn", "", "", span, ""))
    write_table("index", ("", "onrecord", "tantivy-cli 0.24", "ratio", "at most"), rows)


def rerun():
    fresh_index()
    ours, theirs = [], []
    for _ in range(RERUN_ROUNDS):
        ours.append(run([ONRECORD, "index", "--corpus", CORPUS, "--index", INDEX], allowed=(0, 3)))
        theirs.append(run(["find", CORPUS, "-type", "f", "-printf", r"%s %T@\n"]))
    rows = []
    for name, field in (("wall clock", "wall"), ("CPU", "cpu")):
        mine, other = median(ours, field), median(theirs, field)
        rows.append((name, f"{mine * 1000:.0f} ms", f"{other * 1000:.0f} ms", ratio(mine, other), "3"))
    write_table("rerun", ("", "onrecord index", "find", "ratio", "at most"), rows)


def cold_commands(kind, query):
    """The same question to the three programs. Bare words: all three find inflections."""
    words = re.findall(r"[a-z]+", query.split(" date:")[0])
    ours, lucene, fts = " ".join(words), " AND ".join(words), " AND ".join(words)
    in_month, extra = "", []
    if kind == "phrase":
        ours = lucene = fts = f'"{" ".join(words)}"'
    if kind == "date":
        extra = ["--from", MONTH[0], "--to", MONTH[1]]
        lucene += f" AND date:[{MONTH[0]}T00:00:00Z TO {MONTH[1]}T23:59:59Z]"
        in_month = f" AND date BETWEEN '{MONTH[0]}' AND '{MONTH[1]}'"
    where = f"FROM a WHERE a MATCH '{fts}'{in_month}"
    rows = f"SELECT date, title, snippet(a, 1, '[', ']', '…', 40) {where} ORDER BY rank LIMIT 10;"
    return {
        "onrecord": [ONRECORD, "search", "--index", INDEX, "--limit", "10", *extra, "--", ours],
        "tantivy": TANTIVY and [TANTIVY, "search", "-i", TANTIVY_INDEX, "-q", lucene],
        "sqlite3": SQLITE and [SQLITE, SQLITE_FILE, f"{rows} SELECT count(*) {where};"],
    }


def start_commands():
    return {
        "onrecord": [ONRECORD, "--version"],
        "tantivy": TANTIVY and [TANTIVY, "--version"],
        "sqlite3": SQLITE and [SQLITE, "--version"],
    }


def cold():
    fresh_index()
    if TANTIVY and not TANTIVY_INDEX.exists():
        index_tantivy()
    if SQLITE:
        fill_sqlite()
    questions = [(kind, cold_commands(kind, query)) for kind, query, _ in peer_queries()]
    questions += [("start", start_commands())] * 5
    costs = {}
    for number_of_round in range(COLD_ROUNDS):
        for number, (kind, commands) in enumerate(questions):
            for name, command in commands.items():
                if command:
                    cost = run(command)
                    costs.setdefault((kind, name), {}).setdefault(number, []).append(cost)

    # A kind's figure is the mean over its queries of the medians over the rounds.
    def figure(kind, name, field):
        of_queries = costs.get((kind, name))
        return of_queries and statistics.mean(median(of_one, field) for of_one in of_queries.values()) * 1000

    rows = []
    shown = {"term": "word", "and": "two words", "phrase": "phrase", "date": "word in a month", "start": "start alone"}
    for kind, title in shown.items():
        for field, clock in (("wall", "wall"), ("cpu", "CPU")):
            mine, other, third = (figure(kind, name, field) for name in ("onrecord", "tantivy", "sqlite3"))
            cell = lambda value: f"{value:.1f} ms" if value else "not measured"
            rows.append((title, clock, cell(mine), cell(other), cell(third), ratio(mine, other), ratio(mine, third)))
    head = ("", "", "onrecord", "tantivy-cli", "sqlite3 FTS5", "ratio to tantivy-cli", "ratio to sqlite3")
    write_table("cold", head, rows)


def warm():
    fresh_index()
    queries = WORK / "warm-queries.txt"
    queries.write_text("".join(f"{query}\n" for _, query, _ in peer_queries()), "utf-8")
    command = ["cargo", "bench", "--locked", "--quiet", "--bench", "warm", "--", INDEX.resolve(), queries.resolve()]
    answer = output(command)
    if answer.returncode:
        sys.exit(f"benches/run: the warm searches failed:\n{answer.stderr}")
    write_part("warm", answer.stdout.strip())


def machine():
    cpu = re.search(r"model name\s*: (.*)", pathlib.Path("/proc/cpuinfo").read_text())
    commit = output(["git", "describe", "--always", "--dirty"]).stdout.strip()
    load = ", ".join(f"{load:.1f}" for load in os.getloadavg())
    write_part(
        "machine",
        f"{datetime.date.today()}, commit {commit}, {os.cpu_count()} cores"
        f" ({cpu.group(1) if cpu else 'unknown'}), load average {load}.",
    )


PARTS = {
    "counts": counts, "relevance": relevance, "index": indexing, "rerun": rerun, "cold": cold, "warm": warm,
}


def main():
    chosen = sys.argv[1:] or list(PARTS)
    for name in chosen:
        if name not in PARTS:
            sys.exit(f"benches/run: there is no part {name}; there are {' '.join(PARTS)}")
    WORK.mkdir(parents=True, exist_ok=True)
    if not TANTIVY and {"index", "cold"} & set(chosen):
        print("tantivy-cli is not installed: its columns stay empty (see the head of benches/run)", file=sys.stderr)
    unpack()
    machine()
    for name in chosen:
        PARTS[name]()


main()
