// Writing: words, commands, files, replies, corrections.
import { $, el, toast } from "./say.js";
import { act } from "./wire.js";

const own = { chat: null, reply: null, edit: null, chosen: 0 };

// Somebody else is being read: what is typed now would go into the wrong chat.
export function rest() {
  $("words").disabled = true;
}

export function use(chat) {
  $("words").disabled = false;
  if (own.chat?.id !== chat.id) {
    drop();
    $("words").value = "";
    grow();
  }
  own.chat = chat;
}

export function reply(message) {
  Object.assign(own, { reply: message, edit: null });
  quote(`Reply to ${message.from.name}: ${message.text}`);
}

export function correct(message) {
  Object.assign(own, { reply: null, edit: message });
  $("words").value = message.text;
  quote("Correct your message");
}

function quote(words) {
  $("quote").hidden = false;
  $("quote-words").textContent = words;
  $("words").focus();
  grow();
}

function drop() {
  if (own.edit) $("words").value = "";
  Object.assign(own, { reply: null, edit: null });
  $("quote").hidden = true;
}

export async function send(text) {
  const chat = own.chat.id;
  const done = own.edit
    ? await act("edit", { chat, key: own.edit.key, text })
    : await act("say", { chat, text, reply: own.reply?.key });
  if (done) drop();
  return done;
}

async function submit(event) {
  event?.preventDefault();
  const box = $("words");
  const text = box.value.trim();
  if (!text) return;
  box.value = "";
  close();
  if (!await send(text)) box.value = text;
  grow();
  box.focus();
}

async function attach(event) {
  const [file] = event.target.files;
  if (!file) return;
  const form = new FormData();
  form.append("chat", own.chat.id);
  form.append("caption", $("words").value.trim());
  form.append("file", file);
  event.target.value = "";
  if (await act("send", form)) {
    $("words").value = "";
    toast(`Sent: ${file.name}`);
  }
}

function grow() {
  const box = $("words");
  box.style.height = "auto";
  if (box.value) box.style.height = `${Math.min(box.scrollHeight + 2, 150)}px`;
}

const fitting = () => {
  const typed = $("words").value;
  if (!/^\/\w*$/.test(typed)) return [];
  return own.chat.commands.filter((one) => one.command.startsWith(typed.slice(1)));
};

const close = () => {
  $("commands").hidden = true;
  $("words").removeAttribute("aria-activedescendant");
};

function offer() {
  const list = fitting();
  own.chosen = Math.min(own.chosen, Math.max(list.length - 1, 0));
  $("commands").hidden = list.length === 0;
  $("commands").replaceChildren(...list.map((one, index) => el("li", {
    role: "option", id: `command-${one.command}`, "aria-selected": String(index === own.chosen),
    "data-command": one.command, onclick: () => pick(one),
  }, el("b", {}, `/${one.command}`), el("span", {}, one.description))));
  const shown = $("commands").children[own.chosen];
  shown?.scrollIntoView({ block: "nearest" });
  if (shown) $("words").setAttribute("aria-activedescendant", shown.id);
  else close();
}

function pick(one) {
  close();
  $("words").value = "";
  send(`/${one.command}`);
  $("words").focus();
}

function keys(event) {
  const list = $("commands").hidden ? [] : fitting();
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (list.length && step) {
    own.chosen = (own.chosen + step + list.length) % list.length;
    event.preventDefault();
    offer();
  } else if (list.length && event.key === "Tab" && !event.shiftKey) {
    event.preventDefault();
    $("words").value = `/${list[own.chosen].command} `;
    close();
  } else if (event.key === "Escape") {
    close();
    drop();
  } else if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
    event.preventDefault();
    const half = list.length && $("words").value !== `/${list[own.chosen].command}`;
    if (half) pick(list[own.chosen]);
    else submit();
  }
}

export function begin() {
  $("composer").addEventListener("submit", submit);
  $("file").addEventListener("change", attach);
  $("quote-drop").addEventListener("click", drop);
  $("words").addEventListener("keydown", keys);
  $("words").addEventListener("input", () => { own.chosen = 0; grow(); offer(); });
  $("words").addEventListener("blur", () => setTimeout(close, 200));
  $("open-commands").addEventListener("click", () => {
    if (own.chat.commands.length === 0) toast("There are no commands here for you.");
    if (!$("words").value) $("words").value = "/";
    $("words").focus();
    offer();
  });
}
