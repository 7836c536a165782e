// How a notebook becomes sections and screens: a section starts at each # or ## heading; a screen
// is what fits; a lab, a figure and a question have a screen of their own.
export const FIGURES = ".course-plot, .course-scene";
const HEADING = { lab: 0.13, other: 0.25 }; // of the height: a heading and a line or two
const ALONE = ".course-lab, .course-figure, .course-card";

const source = (cell) => cell.model.sharedModel.source;

function heading(cell) {
  const found = cell.model.type === "markdown" && /^\s*##?\s+(.+)/.exec(source(cell));
  return found ? found[1].replace(/[*_`]/g, "").trim() : null;
}

export function sectionsOf(cells) {
  const sections = [];
  for (const cell of cells) {
    const title = heading(cell);
    if (title !== null || !sections.length) sections.push({ title: title ?? "Start", cells: [] });
    sections.at(-1).cells.push(cell);
  }
  return sections;
}

// A box of questions is shown question by question; every other cell as a whole.
function piecesOf(cell) {
  const cards = [...cell.node.querySelectorAll(".course-card:not(.course-lab)")]
    .filter((card) => !card.parentElement.closest(".course-card"));
  if (cards.length > 1) return cards.map((part) => ({ cell, part, alone: true }));
  const alone = cell.model.type === "code" && cell.node.querySelector(ALONE) !== null;
  return [{ cell, part: null, alone, lab: cell.node.querySelector(".course-lab") !== null }];
}

// All cells of the section must be shown while this measures them. A heading with a line of text
// stays with what follows it, however tall that is.
export function screensOf(section, room) {
  const screens = [];
  let used = Infinity;
  for (const piece of section.cells.flatMap(piecesOf)) {
    const height = piece.cell.node.offsetHeight;
    if (height < 4) continue; // a cell without output, its code hidden
    const joins = used < HEADING[piece.lab ? "lab" : "other"] * room || (!piece.alone && used + height <= room);
    if (!joins) screens.push([]);
    screens.at(-1).push(piece);
    used = piece.alone ? Infinity : (joins ? used : 0) + height;
  }
  return screens.length ? screens : [[]];
}

// ---- what the notes window reads ----------------------------------------------------------------
const HIDDEN = /<!--\s*notes:([\s\S]*?)-->/gi;

function written(cell) {
  const kept = cell.model.sharedModel.getMetadata("notes");
  const notes = kept ? [String(kept)] : [];
  if (cell.model.type === "markdown") {
    for (const found of source(cell).matchAll(HIDDEN)) notes.push(found[1].trim());
  }
  return notes;
}

function plain(text) {
  return text.replace(/<!--[\s\S]*?-->/g, "").replace(/\[([^\]]*)\]\([^)]*\)/g, "$1")
    .replace(/^\s*#+ .*/, "").replace(/^#+\s*/gm, "").replace(/\*\*|__|`/g, "").replace(/(^|\s)\*(\S[^*]*)\*/g, "$1$2").trim();
}

// The notes of this screen, else of its section, else what the section says.
export function notesFor(section, screen) {
  const own = screen.flatMap(({ cell }) => written(cell));
  if (own.length) return own;
  const all = section.cells.flatMap(written);
  if (all.length) return all;
  return section.cells.filter((cell) => cell.model.type === "markdown").map(source).map(plain).filter(Boolean);
}

export function minutesOf(cells) {
  for (const cell of cells.slice(0, 6)) {
    const found = /(\d+) minutes/.exec(source(cell).replace(/<!--[\s\S]*?-->/g, "")); // notes name minutes, too
    if (found) return Number(found[1]);
  }
  return null;
}
