// The calendars: figures of a day on click or Enter, days chosen by dragging or with Shift.
import { announce, trigger } from "./page.js";

const calendars = document.getElementById("calendars");
const panel = document.getElementById("day");
const form = document.getElementById("backfill"); // not there for those who may not trigger
const answer = document.getElementById("backfill-answer");
const grids = [...calendars.querySelectorAll("table.map")];
let anchor = null; // the square where choosing began
let asked = 0;

const squaresOf = (grid) =>
  [...grid.querySelectorAll("[data-day]")].sort((a, b) => (a.dataset.day < b.dataset.day ? -1 : 1));
const gridOf = (square) => square.closest("table.map");

function focus(square) {
  const grid = gridOf(square);
  grid.querySelector('[tabindex="0"]')?.setAttribute("tabindex", "-1");
  square.tabIndex = 0;
  square.focus({ preventScroll: false });
}

function unchoose() {
  for (const square of calendars.querySelectorAll('[aria-selected="true"]')) {
    square.removeAttribute("aria-selected");
  }
}

function choose(type, first, last) {
  if (!form) return;
  unchoose();
  const [from, to] = first <= last ? [first, last] : [last, first];
  const grid = grids.find((candidate) => candidate.dataset.type === type);
  for (const square of squaresOf(grid)) {
    const { day } = square.dataset;
    if (day >= from && day <= to) square.setAttribute("aria-selected", "true");
  }
  form.elements.billing_from.value = from;
  form.elements.billing_to.value = to;
  form.elements.billing_type.value = type;
  answer.textContent = "";
}

function chooseTo(square) {
  if (!anchor || gridOf(anchor) !== gridOf(square)) anchor = square;
  choose(gridOf(square).dataset.type, anchor.dataset.day, square.dataset.day);
}

async function show(square) {
  const turn = ++asked;
  const query = new URLSearchParams({
    day: square.dataset.day,
    calltype: gridOf(square).dataset.type,
  });
  panel.hidden = false;
  panel.setAttribute("aria-busy", "true");
  try {
    const got = await fetch(`${calendars.dataset.dayUrl}?${query}`, { credentials: "same-origin" });
    if (!got.ok) throw new Error(String(got.status));
    const text = await got.text();
    if (turn === asked) panel.innerHTML = text; // escaped by the server's templates
  } catch {
    panel.textContent = panel.dataset.failed;
  }
  panel.removeAttribute("aria-busy");
  panel.scrollIntoView({ block: "nearest" });
}

function step(square, key) {
  const days = { ArrowLeft: -7, ArrowRight: 7, ArrowUp: -1, ArrowDown: 1, PageUp: -28, PageDown: 28 };
  const all = squaresOf(gridOf(square));
  const place = all.indexOf(square);
  if (key === "Home") return all[0];
  if (key === "End") return all.at(-1);
  return key in days ? all[Math.min(Math.max(place + days[key], 0), all.length - 1)] : null;
}

calendars.addEventListener("keydown", (event) => {
  const square = event.target.closest("[data-day]");
  if (!square) return;
  const next = step(square, event.key);
  if (next) {
    event.preventDefault();
    if (event.shiftKey && !anchor) anchor = square;
    focus(next);
    if (event.shiftKey) chooseTo(next);
    else anchor = null;
  } else if (event.key === "Enter") {
    event.preventDefault();
    show(square);
  } else if (event.key === " ") {
    event.preventDefault();
    anchor = square;
    chooseTo(square);
  } else if (event.key === "Escape") {
    anchor = null;
    unchoose();
  }
});

let dragging = false;
calendars.addEventListener("pointerdown", (event) => {
  const square = event.target.closest("[data-day]");
  if (!square || event.button) return;
  if (event.shiftKey) {
    event.preventDefault();
    focus(square);
    chooseTo(square);
    return;
  }
  dragging = event.pointerType !== "touch"; // a finger scrolls
  anchor = square;
});
calendars.addEventListener("pointerover", (event) => {
  const square = event.target.closest("[data-day]");
  if (dragging && square && square !== anchor && gridOf(square) === gridOf(anchor)) chooseTo(square);
});
addEventListener("pointerup", () => {
  dragging = false;
});
calendars.addEventListener("click", (event) => {
  const square = event.target.closest("[data-day]");
  if (!square || event.shiftKey || (anchor && anchor !== square)) return;
  focus(square);
  choose(gridOf(square).dataset.type, square.dataset.day, square.dataset.day);
  show(square);
});

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-choose]");
  if (!button) return;
  const { type, first, last } = button.dataset;
  choose(type, first, last);
  form.elements.billing_from.focus();
});

form?.addEventListener("submit", async (event) => {
  event.preventDefault();
  const button = form.querySelector('[type="submit"]');
  const given = form.elements;
  button.disabled = true;
  const result = await trigger("hiperus_cdr_backfill", {
    billing_from: given.billing_from.value,
    billing_to: given.billing_to.value,
    billing_type: given.billing_type.value,
    billing_success: "all",
    only_missing: given.only_missing.checked,
  });
  button.disabled = false;
  announce(answer, result);
});

for (const grid of grids) {
  const last = squaresOf(grid).findLast((square) => !square.classList.contains("s-ahead"));
  if (last) last.tabIndex = 0;
}
for (const box of document.querySelectorAll(".to-end")) box.scrollLeft = box.scrollWidth;
