// Who one can be, and the chats of the person one is.
import { time } from "./clock.js";
import { $, avatar, el } from "./say.js";

const count = (n) => n > 0 && el("span", { class: "count" }, String(n), el("span", { class: "offstage" }, " new"));

const button = (item) => item.querySelector("button") ?? item;
const whose = (item) => button(item).dataset.person ?? button(item).dataset.chat;

// The buttons stay while what stands on them changes: a press that has begun still counts.
function renew(list, made) {
  const shown = [...list.children];
  if (shown.map(whose).join() !== made.map(whose).join()) return list.replaceChildren(...made);
  return made.forEach((item, index) => {
    const [kept, fresh] = [button(shown[index]), button(item)];
    for (const name of kept.getAttributeNames()) if (!fresh.hasAttribute(name)) kept.removeAttribute(name);
    for (const { name, value } of fresh.attributes) kept.setAttribute(name, value);
    kept.replaceChildren(...fresh.childNodes);
  });
}

export function people(state, choose) {
  const focused = document.activeElement?.dataset?.person;
  renew($("people"), state.people.map((one) => el("button", {
    type: "button", class: "person", "data-person": one.id, "data-name": one.name,
    "aria-pressed": String(one.id === state.me), onclick: () => choose(one.id),
  },
  avatar(one.id, one.name),
  el("span", { class: "name" }, el("b", {}, one.name), el("small", {}, one.note || "member of the group")),
  one.id !== state.me && count(one.unread))));
  if (focused) document.querySelector(`[data-person="${focused}"]`)?.focus();
  $("people").querySelector('[aria-pressed="true"]')?.scrollIntoView({ block: "nearest", inline: "nearest" });
}

function preview(chat, state) {
  if (!chat.inside) return "You are not in this group";
  const person = state.people.find((one) => one.id === state.me);
  if (chat.kind === "private" && person.blocked) return "You blocked the bot";
  if (!chat.last) return chat.kind === "private" && !person.started ? "Press Start to begin" : "Nothing yet";
  const { from, text } = chat.last;
  return chat.kind === "private" || !from ? text : `${from}: ${text}`;
}

export function chats(state, open, choose) {
  const focused = document.activeElement?.dataset?.chat;
  renew($("chats"), state.chats.map((chat) => el("li", {}, el("button", {
    type: "button", class: "chat", "data-chat": chat.id, "data-kind": chat.kind,
    "aria-current": chat.id === open ? "true" : null, onclick: () => choose(chat.id),
  },
  avatar(chat.id, chat.title, chat.kind === "private"),
  el("span", { class: "name" },
    el("b", {}, chat.title, chat.kind === "private" && el("span", { class: "tag" }, "bot")),
    el("small", {}, preview(chat, state))),
  el("span", { class: "side" },
    chat.last && el("time", {}, time(chat.last.at)), count(chat.unread))))));
  if (focused) document.querySelector(`[data-chat="${focused}"]`)?.focus();
}

// What to try first: with nobody in touch with the bot there is nothing set up yet.
export function tips(state) {
  const bare = !state.people.some((one) => one.started);
  $("bare").hidden = !bare;
  $("set-up").hidden = bare;
}
