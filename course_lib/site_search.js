// Search in the pages: every word must stand in a section; headings count more. Nothing leaves.
const MOST = 40;
const AROUND = 90;
const plain = (text) => text.toLowerCase().normalize("NFD").replace(/[\u0300-\u036f]/g, "");

function score(row, words) {
  const [, title, , heading, text] = row.map(plain);
  let sum = 0;
  for (const word of words) {
    const starts = (where) => where.split(new RegExp(`(?<![a-z0-9])${word}`)).length - 1;
    const hits = 8 * starts(heading) + 4 * starts(title) + Math.min(5, starts(text));
    if (!hits) return 0;
    sum += hits;
  }
  return sum;
}

function snippet(text, word) {
  const at = Math.max(0, plain(text).search(new RegExp(`(?<![a-z0-9])${word}`)));
  const to = at + word.length; // around it, whole words only
  const from = at > AROUND ? Math.min(at, text.indexOf(" ", at - AROUND) + 1) : 0;
  const end = to + AROUND < text.length ? Math.max(to, text.lastIndexOf(" ", to + AROUND)) : text.length;
  const marked = Object.assign(document.createElement("mark"), { textContent: text.slice(at, to) });
  const line = document.createElement("p");
  line.append(`${from ? "… " : ""}${text.slice(from, at)}`, marked, `${text.slice(to, end)}${end < text.length ? " …" : ""}`);
  return line;
}

function entry([page, title, anchor, heading, text], words) {
  const link = Object.assign(document.createElement("a"), {
    href: `${page}${anchor ? `#${encodeURIComponent(anchor)}` : ""}`,
    textContent: heading && heading !== title ? `${title}: ${heading}` : title });
  const item = document.createElement("li");
  item.append(link, snippet(text, words[0]));
  return item;
}

function find(query) {
  const words = plain(query).split(/[^a-z0-9]+/).filter(Boolean);
  const told = document.getElementById("told"), list = document.getElementById("found");
  if (!words.length) return;
  const hits = COURSE_INDEX.map((row) => [score(row, words), row]).filter(([sum]) => sum)
    .sort((a, b) => b[0] - a[0]);
  told.textContent = hits.length === 1 ? "One section has it." : `${hits.length} sections have it.`;
  list.replaceChildren(...hits.slice(0, MOST).map(([, row]) => entry(row, words)));
}

const asked = new URLSearchParams(location.search).get("q") ?? "";
document.getElementById("q").value = asked;
find(asked);
document.getElementById("q").addEventListener("input", (event) => find(event.target.value));
