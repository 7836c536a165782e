"""Nobody's text becomes code or HTML: what no file may hold, and what each sink makes of it."""

import ast
import re
from html.parser import HTMLParser

import ipywidgets as widgets
import nbformat
import pytest

from course_lib.cases.case_lab import CaseDesk, load_case
from course_lib.page_words import file_link, notice, spoken_texts
from course_lib.plan.review_desk_lab import ProgressDesk, SummaryDesk
from course_lib.questions import all_questions
from course_lib.quiz import QuestionCard, warm_up
from course_lib.record import Record
from course_lib.record_file import write
from course_lib.start.class_answers_lab import class_report
from tests.notebooks.pages import walk
from tests.repository.files import ROOT, repository_files, text_of

FILES = [(path.relative_to(ROOT).as_posix(), path) for path in repository_files()]
PYTHON = [(name, text_of(path)) for name, path in FILES if name.endswith(".py")]
SCRIPTS = [(name, text_of(path)) for name, path in FILES if name.endswith((".js", ".html"))]
NOTEBOOKS = [name for name, _ in FILES if name.endswith(".ipynb")]
RUNS_TEXT = {"eval", "exec", "compile", "__import__"}
UNSAFE_MODULES = {"pickle", "cPickle", "marshal", "shelve", "dill", "joblib", "cloudpickle"}
UNSAFE_CALLS = {"unsafe_load", "full_load", "load_all", "read_pickle", "to_pickle"}
UNSAFE_CALLS |= {"os.system", "os.popen", "tempfile.mktemp"}
# "path" -> why it may run text or use a shell.
ALLOWED = {
    "tests/repository/test_settings.py": "runs one constant line to see that a warning is an error",
    "tests/repository/test_hub.py": "runs the hub's own settings to read them",
    "tests/start/teaching_registers.py": "runs the cells of the course's own notebooks",
}
JS_SINKS = re.compile(
    r"\beval\s*\(|\bnew\s+Function\b|\bFunction\s*\(|\.(?:inner|outer)HTML\b|insertAdjacentHTML"
    r"|document\.write|srcdoc|setHTMLUnsafe|createContextualFragment|set(?:Timeout|Interval)\(\s*[\"'`]"
)
CONSTANT = re.compile(r"\.innerHTML = `[^`$]*`;|\.innerHTML = \"[^\"]*\";")


def python_faults(source):
    """Name each way in which Python text would run what it reads."""
    faults = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, (ast.Import, ast.ImportFrom)):
            names = [alias.name for alias in node.names] + [getattr(node, "module", None) or ""]
            faults += [n for n in names if n.partition(".")[0] in UNSAFE_MODULES]
        if isinstance(node, ast.Call):
            faults += call_faults(node)
    return faults


def call_faults(call):
    method = isinstance(call.func, ast.Attribute)
    name = call.func.attr if method else getattr(call.func, "id", "")
    given = {keyword.arg: ast.unparse(keyword.value) for keyword in call.keywords}
    owner = ast.unparse(call.func.value) if method else ""
    if not method and name in RUNS_TEXT:
        return [name]
    if {name, f"{owner}.{name}"} & UNSAFE_CALLS or given.get("shell", "False") != "False":
        return [ast.unparse(call.func)]
    if owner == "yaml" and name == "load":
        loaders = [ast.unparse(arg) for arg in call.args[1:]] + [given.get("Loader", "")]
        return [] if {"OnceLoader", "yaml.SafeLoader"} & set(loaders) else ["yaml.load"]
    if owner in ("np", "numpy") and name == "load":
        return [] if given.get("allow_pickle") == "False" else ["np.load"]
    return ["allow_pickle"] if given.get("allow_pickle", "False") != "False" else []


def script_faults(source):
    """Name each way in which a script would turn text into HTML or code, constants aside."""
    return JS_SINKS.findall(CONSTANT.sub("", source))


def test_everything_is_found():
    assert len(PYTHON) > 200
    assert len(SCRIPTS) > 10
    assert len(NOTEBOOKS) == 17


@pytest.mark.parametrize("folder", ["course_lib", "data", "tests", "conftest.py"])
def test_no_python_runs_what_it_reads(folder):
    found = {n: f for n, text in PYTHON if n.startswith(folder) if (f := python_faults(text))}
    assert {name: faults for name, faults in found.items() if name not in ALLOWED} == {}
    assert {name for name in ALLOWED if name.startswith(folder)} <= set(found)


def test_no_cell_of_a_notebook_runs_what_it_reads():
    for name in NOTEBOOKS:
        for cell in nbformat.read(ROOT / name, as_version=4).cells:
            if cell.cell_type == "code":
                assert python_faults(cell.source) == [], (name, cell.id)
                assert not re.search(r"^\s*[!%]", cell.source, re.M), (name, cell.id)


@pytest.mark.parametrize(("name", "source"), SCRIPTS, ids=[name for name, _ in SCRIPTS])
def test_no_script_makes_html_or_code_of_text(name, source):
    assert script_faults(source) == []


@pytest.mark.parametrize(
    "source",
    [
        "eval(x)", "import pickle", "from pickle import loads", "import joblib.memory",
        "yaml.load(x)", "yaml.load(x, yaml.Loader)", "yaml.unsafe_load(x)", "np.load(p)",
        "np.load(p, allow_pickle=True)", "run(x, shell=True)", "os.system(x)", "pd.read_pickle(x)",
    ],
)  # fmt: skip
def test_the_search_finds_python_that_runs_text(source):
    assert python_faults(source)


@pytest.mark.parametrize(
    "source",
    [
        "node.innerHTML = words;", "node.innerHTML = `<b>${words}</b>`;", "eval(words)",
        "node.insertAdjacentHTML('x', y)", "new Function(words)", "setTimeout('run()', 1)",
        "frame.srcdoc = words", "node.outerHTML = words",
    ],
)  # fmt: skip
def test_the_search_finds_scripts_that_do(source):
    assert script_faults(source)
    assert not script_faults("node.innerHTML = `<b>Constant</b>`; node.textContent = words;")


# ---- what each sink makes of hostile text ---------------------------------------------------

HOSTILE = (
    "<img src=x onerror=alert(1)>",
    "</script></textarea></td><script>alert(1)</script>",
    "' onmouseover='alert(1)' \" onclick=\"alert(1)",
    "[click](javascript:alert(1)) **bold** `code` | cell | $x$ {{7*7}} ${7*7} #{7*7}",
    "=cmd|' /C calc'!A0",
    "\u202eRIGHT TO LEFT\u202c\u2066\u0007",
    "<svg/onload=alert(1)><math><style>@import 'x'",
)
EVIL = " ".join(HOSTILE)[:900]


class Tags(HTMLParser):
    """What a browser would see: the tags that no learner may add, and attributes that act."""

    def __init__(self, page):
        super().__init__()
        self.bad = []
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        if tag in ("img", "script", "svg", "iframe", "math", "object", "embed", "form"):
            self.bad.append(tag)
        self.bad += [name for name, _ in attributes if name.startswith("on")]
        self.bad += [v for _, v in attributes if re.match(r"\s*javascript:", v or "", re.I)]


def shown(box):
    """Give the HTML of everything a box shows, and what lies inside its links as files."""
    from base64 import b64decode

    parts = [w.value for w in walk(box) if isinstance(w, (widgets.HTML, widgets.HTMLMath))]
    inside = [b64decode(raw).decode() for raw in re.findall(r"base64,([\w+/=]+)", "".join(parts))]
    return parts, inside


def is_clean(box):
    parts, inside = shown(box)
    pages = [text for text in inside if text.startswith("<!doctype")]
    assert parts
    return Tags("".join([*parts, *pages])).bad == []


@pytest.fixture
def hostile_record(tmp_path):
    record = Record(tmp_path / "record.json")
    known = next(iter(all_questions()))
    for kind in ("case_reason", "mind", "answer", "prediction", EVIL[:50]):
        record.add(kind, case=EVIL, reason=EVIL, evidence=EVIL, answer=EVIL, question=EVIL,
                   lab=EVIL, prediction=EVIL, given=EVIL, model=EVIL, place=EVIL)  # fmt: skip
    record.add("answer", question=known.id, right=False, attempt=EVIL, answer=[EVIL], place=EVIL)
    return record


@pytest.mark.parametrize("desk", [SummaryDesk, ProgressDesk])
def test_a_hostile_record_stays_text(desk, hostile_record):
    shown_desk = desk(hostile_record)
    assert is_clean(shown_desk)
    shown_desk.again()
    assert is_clean(shown_desk)


def test_what_was_written_is_there_and_inert_in_the_files(hostile_record):
    _, (page, text) = shown(SummaryDesk(hostile_record))
    assert "&lt;img src=x onerror" in page
    assert "<img" not in text
    assert not re.search(r"(?<!\\)\]\(javascript", text)
    assert not Tags(page).bad


def test_a_hostile_record_changes_no_warm_up(hostile_record):
    assert is_clean(warm_up("03_cause_posture", record=hostile_record))


@pytest.mark.parametrize("names", [False, True])
def test_a_class_of_hostile_files_stays_text(tmp_path, hostile_record, names):
    folder = tmp_path / "class"
    folder.mkdir()
    for number, text in enumerate(HOSTILE):
        name = f"{number} {text}".replace("/", "").replace("\0", "")[:100]
        (folder / f"{name}.json").write_text(text, encoding="utf-8")
    write(folder / "<img src=x onerror=alert(1)>.json", hostile_record.events())
    assert is_clean(class_report(folder, names=names))


@pytest.mark.parametrize("kind", ["single", "multiple", "numeric", "order"])
def test_a_hostile_answer_stays_text(kind, tmp_path):
    record = Record(tmp_path / "record.json")
    question = next(q for q in all_questions() if q.type == kind)
    card = QuestionCard(question, EVIL, record=record, place=EVIL)
    for field in walk(card.box):
        if isinstance(field, (widgets.Text, widgets.Textarea)):
            field.value = EVIL
            card._mark()
            assert "&lt;img" in card._said.value  # told back, as text
    assert is_clean(card.box)


def test_a_reason_in_a_case_stays_text(tmp_path):
    record = Record(tmp_path / "record.json")
    desk = CaseDesk(load_case("01_long_day"), record=record)
    desk.ask(desk.case.ask[0])
    desk.enough()
    desk.reason.value = EVIL
    desk._ranked()
    assert is_clean(desk)
    (kept,) = record.events("case_reason")
    assert kept["reason"] == EVIL.strip()


def test_the_small_pieces_escape_what_they_are_given():
    page = notice(EVIL) + spoken_texts(EVIL) + file_link(EVIL, name=EVIL, kind="text/csv", raw=b"x")
    assert Tags(page).bad == []
    assert "alert(1)" in page


def test_every_field_that_takes_text_is_tried_above_or_searches_only():
    fields = ("Text", "Textarea", "Combobox", "Password", "FileUpload", "TagsInput")
    found = set()
    for name, text in PYTHON:
        if name.startswith("course_lib/"):
            calls = [n for n in ast.walk(ast.parse(text)) if isinstance(n, ast.Call)]
            if any(getattr(call.func, "attr", "") in fields for call in calls):
                found.add(name.removeprefix("course_lib/"))
    searches = {"anatomy/explorer_lab.py", "anatomy/plate_lab.py"}
    assert found - searches == {"quiz_inputs.py", "cases/case_lab.py"}


def test_no_table_that_is_offered_as_a_file_begins_a_formula():
    from course_lib.tables import load_rows

    for row in load_rows("treatments/evidence"):
        for name, value in row.items():
            assert not (isinstance(value, str) and re.match(r"[=+@\t\r]|-(?!\d)", value)), (
                name,
                row,
            )
