// Small words over the page: toasts, questions, and a helper to build elements.
import { legible } from "./legible.js";

export const $ = (name) => document.querySelector(`[data-${name}]`);

export function el(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === false || value === null || value === undefined) continue;
    if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else made.setAttribute(name, value === true ? "" : value);
  }
  const shown = children.flat().filter((child) => child || child === 0);
  made.append(...shown.map((child) => (typeof child === "string" ? legible(child) : child)));
  return made;
}

export function toast(words, kind = "") {
  if (!words) return;
  const one = el("p", { class: `toast ${kind}`, "data-toast": true }, words);
  $("toasts").append(one);
  setTimeout(() => one.remove(), 4500);
}

// Ask with buttons: [[label, value], …]; gives the value of the one pressed.
export function ask(words, answers) {
  const dialog = $("dialog");
  $("dialog-words").textContent = words;
  return new Promise((resolve) => {
    const buttons = answers.map(([label, value]) =>
      el("button", { type: "button", "data-answer": label, onclick: () => dialog.close(value) }, label));
    $("dialog-buttons").replaceChildren(...buttons);
    dialog.onclose = () => resolve(dialog.returnValue);
    dialog.returnValue = "";
    dialog.showModal();
  });
}

export async function copy(words) {
  try {
    await navigator.clipboard.writeText(words);
  } catch {
    const box = el("textarea", { class: "offstage", "aria-hidden": "true" });
    box.value = words;
    document.body.append(box);
    box.select();
    document.execCommand("copy");
    box.remove();
  }
  toast(`Copied: ${words.length > 60 ? `${words.slice(0, 60)}…` : words}`);
}

// A steady colour for each account.
const HUES = [168, 212, 262, 22, 338, 92, 40, 190];
export function avatar(id, name, isBot = false) {
  if (isBot) return el("img", { class: "avatar", src: "/chat/files/icon.svg", alt: "" });
  const hue = HUES[Math.abs(id) % HUES.length];
  const round = el("span", { class: "avatar", "aria-hidden": "true" }, [...name][0] || "?");
  round.style.setProperty("--hue", hue);
  return round;
}

const SIGNS = {
  copy: "M7 2h9a2 2 0 0 1 2 2v9h-2V4H7zM4 6h8a2 2 0 0 1 2 2v8a2 2 0 0 1-2 2H4a2 2 0 0 1-2-2V8a2 2 0 0 1 2-2zm0 2v8h8V8z",
  open: "M8 3h9v9h-2V6.4L5.4 16 4 14.6 13.6 5H8z",
  lock: "M6 10V7a4 4 0 0 1 8 0v3h1v7H5v-7zm2 0h4V7a2 2 0 0 0-4 0z",
  eye: "M10 4C5.5 4 2.3 7.4 1 10c1.3 2.6 4.5 6 9 6s7.7-3.4 9-6c-1.3-2.6-4.5-6-9-6zm0 9.5a3.5 3.5 0 1 1 0-7 3.5 3.5 0 0 1 0 7z",
};

// A small drawn sign; letters for it are not in every font.
export function sign(name) {
  const space = "http://www.w3.org/2000/svg";
  const drawn = document.createElementNS(space, "svg");
  const path = document.createElementNS(space, "path");
  for (const [key, value] of Object.entries({ viewBox: "0 0 20 20", class: "sign", "aria-hidden": "true" })) drawn.setAttribute(key, value);
  path.setAttribute("d", SIGNS[name]);
  drawn.append(path);
  return drawn;
}
