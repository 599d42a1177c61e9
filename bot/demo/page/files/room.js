// The open conversation: its head, its messages, what its buttons do.
import { bubble } from "./bubbles.js";
import { day, time } from "./clock.js";
import * as composer from "./composer.js";
import { $, ask, avatar, copy, el, toast } from "./say.js";
import { act } from "./wire.js";

const own = { chat: null, state: null, go: null, links: new Map(), live: "polite" };
export const connect = (go) => { own.go = go; };
const log = () => $("log");
const find = (key) => log().querySelector(`[data-key="${key}"]`);
const shape = (message) => JSON.stringify(message);
const nearEnd = () => log().scrollHeight - log().scrollTop - log().clientHeight < 120;
export const toEnd = () => { log().scrollTop = log().scrollHeight; $("newest").hidden = true; };

export function quiet(wanted) {
  own.live = wanted ? "off" : "polite";
  log().setAttribute("aria-live", own.live);
}

export const empty = () => log().replaceChildren();

// What already stands there stays: a press that has begun still counts.
export function fill(messages) {
  const standing = [...log().querySelectorAll("[data-key]")].map((one) => one.told);
  if (messages.length && standing.join() === messages.map(shape).join()) return;
  log().setAttribute("aria-live", "off");
  empty();
  for (const message of messages) place(message);
  if (!messages.length) log().append(nothing());
  toEnd();
  requestAnimationFrame(() => { toEnd(); log().setAttribute("aria-live", own.live); });
}

function nothing() {
  const { chat, state } = own;
  const words = !chat.inside ? "Join to read what is said here."
    : chat.kind === "private" ? state.bot.description || "Press Start, and the bot may write to you."
      : "Nothing has been said here yet.";
  return el("div", { class: "empty" }, avatar(chat.id, chat.title, chat.kind === "private"), el("h3", {}, chat.title), el("p", {}, words));
}

export function place(message) {
  const before = find(message.key);
  if (message.deleted) return before && remove(before);
  const made = bubble(message, { time, tap, more, inGroup: own.chat.kind !== "private" });
  made.told = shape(message);
  if (message.replaces) find(message.replaces)?.remove();
  if (before) {
    const follow = nearEnd();
    made.classList.add("changed");
    before.replaceWith(made);
    if (follow) toEnd();
    return made;
  }
  log().querySelector(".empty")?.remove();
  const follow = nearEnd() || message.mine;
  dated(message);
  log().append(made);
  made.querySelector("img.shown, .photo img")?.addEventListener("load", () => { if (follow) toEnd(); });
  if (follow) toEnd();
  else $("newest").hidden = false;
  return made;
}

function dated(message) {
  const label = day(message.at);
  const last = [...log().querySelectorAll(".day")].at(-1);
  if (last?.textContent !== label) log().append(el("p", { class: "day" }, label));
}

function remove(element) {
  const ghost = el("p", { class: "service ghost" }, "A message was deleted");
  element.replaceWith(ghost);
  setTimeout(() => ghost.remove(), 6000);
  return null;
}

export function head(state, chat) {
  Object.assign(own, { state, chat });
  const person = state.people.find((one) => one.id === state.me);
  const isPrivate = chat.kind === "private";
  $("title").textContent = chat.title;
  $("subtitle").textContent = isPrivate ? "bot · only you two" : `${chat.members} in this group${chat.bot ? "" : " · the bot is not here"}`;
  $("room-avatar").replaceChildren(avatar(chat.id, chat.title, isPrivate));
  $("pinned").hidden = !chat.pinned;
  $("pinned").textContent = chat.pinned?.text ?? "";
  items(chat, person);
  foot(chat, person, isPrivate);
  composer.use(chat);
}

// A link into the private chat was opened: Start, once, sends what stands in it.
export function arrive(payload) {
  own.links.set(own.state.me, payload);
  return own.go(own.state.me);
}

function start(person) {
  const payload = own.links.get(person.id) ?? "";
  own.links.delete(person.id);
  return act("start", { payload });
}

function foot(chat, person, isPrivate) {
  const bar = [
    [!chat.inside, "Join this group", () => act("join", { chat: chat.id })],
    [isPrivate && person.blocked, "Unblock the bot", () => act("block", { blocked: false })],
    [isPrivate && (!person.started || own.links.has(person.id)), "Start", () => start(person)],
  ].find(([wanted]) => wanted);
  $("composer").hidden = Boolean(bar);
  $("big").hidden = !bar;
  if (!bar) return;
  $("big").textContent = bar[1];
  $("big").onclick = bar[2];
}

function items(chat, person) {
  const bot = own.state.bot.name;
  const list = chat.kind === "private" ? [
    [person.started && !person.blocked, "Block the bot", () => act("block", { blocked: true })],
  ] : [
    [chat.inside && !chat.bot, `Add ${bot} to this group`, () => act("add_bot", { chat: chat.id })],
    [chat.admin && chat.bot && !chat.botAdmin, `Let ${bot} delete messages`, () => act("promote_bot", { chat: chat.id })],
    [chat.admin && chat.bot, `Remove ${bot}`, () => act("remove_bot", { chat: chat.id })],
    [chat.inside, "Leave this group", () => act("leave", { chat: chat.id })],
  ];
  const buttons = list.filter(([wanted]) => wanted).map(([, label, onclick]) => item(label, onclick, $("menu")));
  $("menu").hidden = buttons.length === 0;
  $("menu-items").replaceChildren(...buttons);
}

const item = (label, action, menu) => el("button", {
  type: "button", "data-item": label, onclick: () => { menu.open = false; action(); },
}, label);

async function more(message, button) {
  const choices = [["Reply", "reply"]];
  if (message.text && !message.protected) choices.push(["Copy text", "copy"]);
  if (message.mine && message.text && !message.document) choices.push(["Correct", "edit"]);
  if (message.mine) choices.push(["Delete", "delete"]);
  const chosen = await ask(message.text.slice(0, 120) || "This message", [...choices, ["Close", ""]]);
  if (chosen === "reply") composer.reply(message);
  else if (chosen === "copy") copy(message.text);
  else if (chosen === "edit") composer.correct(message);
  else if (chosen === "delete") act("delete", { chat: message.chat, key: message.key });
  else button.focus();
}

async function tap(kind, value, message, button) {
  if (kind === "copy") return copy(value);
  if (kind === "command") return composer.send(value);
  if (kind === "open") return follow(value);
  button.classList.add("waiting");
  setTimeout(() => button.classList.remove("waiting"), 10000);
  const done = await act("press", { chat: message.chat, key: message.key, data: value });
  if (!done) button.classList.remove("waiting");
  return done;
}

export function answered(change) {
  for (const button of find(change.key)?.querySelectorAll(".waiting") ?? []) button.classList.remove("waiting");
  if (change.alert) ask(change.text, [["OK", ""]]);
  else toast(change.text);
}

async function follow(link) {
  const url = new URL(link, location.href);
  const ours = url.hostname === "t.me" && url.pathname.slice(1).toLowerCase() === own.state.bot.username.toLowerCase();
  if (ours && url.searchParams.has("startgroup")) return bring(url.searchParams);
  if (ours) {
    await own.go(own.state.me);
    if (url.searchParams.has("start")) await act("start", { payload: url.searchParams.get("start") });
    return null;
  }
  if (!url.protocol.startsWith("http")) return toast(`Only Telegram itself opens ${link}`);
  const open = await ask(`Open this address? ${link}`, [["Open", "open"], ["Stay here", ""]]);
  return open && window.open(link, "_blank", "noopener,noreferrer");
}

// A link that brings the bot into a group asks for the group first.
async function bring(link) {
  const { bot, chats } = own.state;
  const groups = chats.filter((chat) => chat.kind !== "private" && chat.inside && !chat.bot);
  const chosen = await ask(`Add ${bot.name} to a group`, [...groups.map((chat) => [chat.title, chat.id]), ["Cancel", ""]]);
  if (!chosen) return null;
  const chat = Number(chosen);
  await own.go(chat);
  const rights = link.get("admin")?.split("+") ?? [];
  return await act("add_bot", { chat, rights })
    && act("say", { chat, text: `/start@${bot.username} ${link.get("startgroup")}`.trim() });
}
