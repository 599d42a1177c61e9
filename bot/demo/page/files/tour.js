// The tour: what it says, how far it is, and the buttons that begin, pause and end it.
import { $ } from "./say.js";
import { act } from "./wire.js";

const own = { tour: null, closed: false };
const wish = (what) => act("tour", { do: what });
export const playing = () => own.tour?.state === "playing";

// Somebody does something themselves: the tour waits.
export const takeOver = () => (playing() ? wish("pause") : null);

const LABELS = { playing: "Pause", paused: "Go on" };

export function draw(tour) {
  own.tour = tour;
  const shown = Boolean(tour) && tour.state !== "ready" && !own.closed;
  $("tour").hidden = !shown;
  $("tour-begin").hidden = tour?.state !== "ready";
  if (!shown) return;
  $("tour").dataset.state = tour.state;
  say($("tour-day"), tour.closed ? "The ballot has closed" : `Day ${tour.day} of ${tour.days}`);
  Object.assign($("tour-days"), { max: tour.days, value: tour.day });
  say($("tour-words"), tour.words);
  $("tour-pause").hidden = !LABELS[tour.state];
  say($("tour-pause"), LABELS[tour.state] ?? "");
  say($("tour-end"), tour.state === "over" ? "Close" : "End the tour");
}

// Words that stay as they are must not be read aloud again.
function say(element, words) {
  if (element.textContent !== words) element.textContent = words;
}

async function begin() {
  const begun = await wish("begin");
  if (!begun) return;
  draw(begun);
  $("tour-pause").focus();
}

async function end() {
  if (own.tour.state !== "over") return wish("end");
  own.closed = true;
  draw(own.tour);
  $("words").focus();
  return null;
}

export function connect() {
  $("tour-begin").addEventListener("click", begin);
  $("tour-pause").addEventListener("click", () => wish(playing() ? "pause" : "go_on"));
  $("tour-end").addEventListener("click", end);
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") takeOver(); });
}
