// One message as a bubble.
import { avatar, el, sign } from "./say.js";
import { formatted } from "./words.js";

const size = (bytes) =>
  bytes < 1024 ? `${bytes} bytes` : bytes < 1048576 ? `${Math.round(bytes / 1024)} KB` : `${(bytes / 1048576).toFixed(1)} MB`;

export function bubble(message, { time, tap, more, inGroup }) {
  if (message.service) {
    return el("p", { class: "service", "data-key": message.key }, message.service);
  }
  const classes = ["message", message.mine && "mine", message.protected && "protected", message.onlyYou && "only-you"];
  const named = inGroup && !message.mine;
  return el("article", {
    class: classes.filter(Boolean).join(" "),
    "data-key": message.key,
    "data-from": message.from.name,
    "aria-label": `${message.mine ? "You" : message.from.name}, ${time(message.at)}`,
  },
  named && avatar(message.from.id, message.from.name, message.from.bot),
  el("div", { class: "stack" },
    el("div", { class: "bubble" },
      named && el("p", { class: "who" }, message.from.name, message.from.bot && el("span", { class: "tag" }, "bot")),
      message.onlyYou && el("p", { class: "mark" }, sign("eye"), " Only you can see this"),
      message.forwarded && el("p", { class: "mark" }, "Forwarded"),
      message.reply && el("p", { class: "replied" }, message.reply.from && el("b", {}, `${message.reply.from} `), message.reply.text || "…"),
      message.photo && photo(message),
      message.document && paper(message.document),
      message.text && el("div", { class: "words" }, formatted(message.text, message.entities, tap)),
      foot(message, time),
      el("button", { type: "button", class: "plain more", "aria-label": "More for this message", onclick: (event) => more(message, event.currentTarget) }, "⋯"),
    ),
    message.rows.length > 0 && keyboard(message, tap),
    message.reactions.length > 0 && el("p", { class: "reactions" }, message.reactions.join(" ")),
  ));
}

function foot(message, time) {
  return el("p", { class: "foot" },
    message.protected && el("span", { class: "lock", title: "Protected: it cannot be copied, saved or forwarded" }, sign("lock"), " Protected"),
    message.edited && el("span", {}, "edited"),
    el("time", { datetime: message.at }, time(message.at)));
}

function photo(message) {
  const source = `/chat/download/${message.photo.id}`;
  const alt = message.text ? `Picture: ${message.text}` : "Picture without a caption";
  return el("a", { href: source, target: "_blank", rel: "noopener", class: "photo" },
    el("img", { src: source, alt, draggable: "false" }));
}

function paper(file) {
  return el("a", { href: `/chat/download/${file.id}`, download: file.name, class: "paper", "data-document": file.name },
    el("span", { class: "sheet", "aria-hidden": "true" }, file.name.split(".").pop().slice(0, 4)),
    el("span", {}, el("b", {}, file.name), el("small", {}, `${size(file.size)} · Download`)));
}

const HINTS = ["open", "copy"];

function keyboard(message, tap) {
  const rows = message.rows.map((row) => el("div", { class: "row" }, row.map((button) => el("button", {
    type: "button",
    class: `key ${button.style}`,
    disabled: button.kind === "nothing",
    "data-button": button.text,
    "data-kind": button.kind,
    onclick: (event) => tap(button.kind, button.value, message, event.currentTarget),
  }, button.text, HINTS.includes(button.kind) && el("span", { class: "hint" }, sign(button.kind))))));
  return el("div", { class: "keyboard", role: "group", "aria-label": "Buttons of this message" }, rows);
}
