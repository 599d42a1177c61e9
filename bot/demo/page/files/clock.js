// The demo's own time, going on between two readings.
import { $ } from "./say.js";
import { act } from "./wire.js";

const at = { base: 0, since: 0, zone: "Europe/London" };
const format = (options) => (when) =>
  new Intl.DateTimeFormat("en-GB", { timeZone: at.zone, ...options }).format(new Date(when));

export const time = format({ hour: "2-digit", minute: "2-digit" });
export const day = format({ weekday: "long", day: "numeric", month: "long" });
const full = format({ weekday: "short", day: "numeric", month: "short", year: "numeric", hour: "2-digit", minute: "2-digit" });

export const now = () => at.base + Date.now() - at.since;

export function set(clock) {
  at.base = Date.parse(clock.now);
  at.since = Date.now();
  at.zone = clock.zone;
  $("moves").hidden = !clock.movable;
  draw();
}

function draw() {
  const face = $("now");
  face.textContent = full(now());
  face.dateTime = new Date(now()).toISOString();
}

export function begin() {
  setInterval(draw, 1000);
  for (const button of document.querySelectorAll("[data-move], [data-until]")) {
    button.addEventListener("click", async () => {
      button.disabled = true;
      const { move, until } = button.dataset;
      await act("move", until ? { until } : { hours: Number(move) });
      button.disabled = false;
    });
  }
}
