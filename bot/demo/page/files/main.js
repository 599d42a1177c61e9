// The chat page: who one is, which chat is open, and what changes while one looks.
import * as clock from "./clock.js";
import * as composer from "./composer.js";
import * as lists from "./lists.js";
import * as room from "./room.js";
import { $, toast } from "./say.js";
import * as tour from "./tour.js";
import { act, get, listen, me } from "./wire.js";

const page = { state: null, open: 0, source: null, again: 0, loads: 0, held: null, room: "" };
const turns = { last: 0, read: 0, tour: 0 }; // in which what is shown was asked for or told
const view = (name) => { document.querySelector("main").dataset.view = name; };
const remember = () => history.replaceState(null, "", `${location.pathname}#as=${me.id}&chat=${page.open}`);
const current = () => page.state.chats.find((chat) => chat.id === page.open);

async function read() {
  const [asked, turn] = [me.id, ++turns.last];
  const state = await get("state");
  // Somebody else was chosen meanwhile, or what was asked for later is here already.
  if (asked !== me.id || turn < turns.read) return;
  turns.read = turn;
  page.state = state;
  me.id = page.state.me;
  if (!current()) page.open = page.state.chats[0].id;
  clock.set(page.state.clock);
  if (turn > turns.tour) hear(page.state.tour); // else it was told meanwhile, and newer
  draw();
}

// While the tour plays, its own words are read aloud, and the messages are not.
function hear(told) {
  tour.draw(told);
  room.quiet(tour.playing());
}

// What stands in the room is of the person and the chat that its head names.
function enter() {
  const entered = `${me.id} ${page.open}`;
  if (page.room !== entered) room.empty();
  page.room = entered;
}

function draw() {
  enter();
  lists.tips(page.state);
  lists.people(page.state, byHand(be));
  lists.chats(page.state, page.open, byHand(show));
  room.head(page.state, current());
  remember();
}

async function seen() {
  if (document.visibilityState === "visible" && current()?.unread) await act("seen", { chat: page.open });
}

// What happens while messages are fetched is shown after them.
async function load() {
  const mine = ++page.loads;
  const asked = page.room;
  page.held = [];
  const messages = await get("messages", { chat: page.open });
  if (mine !== page.loads || asked !== page.room) return;
  room.fill(messages);
  page.held.forEach(room.place);
  page.held = null;
  await seen();
}

async function show(chat) {
  page.open = chat === page.state.me ? me.id : chat;
  view("room");
  if (page.state.me !== me.id) return; // somebody else is being read, and shown then
  draw();
  await load();
}

async function be(person) {
  me.id = person;
  if (current()?.kind === "private") page.open = person;
  if (person !== page.state.me) {
    enter();
    composer.rest();
  }
  await read();
  page.source?.close(); // only now: another choice may have opened one meanwhile
  page.source = listen({ changed, opened: reload });
}

async function reload() {
  await read();
  await load();
}

// Whoever chooses what to see has taken the tour over.
const byHand = (choose) => async (id) => {
  await tour.takeOver();
  return choose(id);
};

// The tour shows the page as the person it acts for just now.
async function follow(shown) {
  turns.tour = ++turns.last;
  hear(shown);
  const there = me.id === shown.person && page.open === shown.chat;
  if (!tour.playing() || !shown.chat || there) return;
  page.open = shown.chat;
  view("room");
  if (me.id === shown.person && page.state.me === me.id) {
    draw();
    await load();
  } else await be(shown.person);
}

// Many changes at once are one reading of the lists.
function soon() {
  if (page.again) return;
  page.again = setTimeout(async () => {
    page.again = 0;
    const [was, inside] = [page.room, current()?.inside];
    await read();
    if (was !== page.room || inside !== current()?.inside) await load();
    await seen();
  }, 120);
}

function changed(change) {
  if (change.kind === "answer" && change.key) return room.answered(change);
  if (change.kind === "tour") return follow(change.tour);
  if (change.kind === "clock" && page.state) return clock.set({ ...page.state.clock, now: change.now });
  const here = change.message?.chat === page.open;
  if (here && page.held) page.held.push(change.message);
  else if (here) room.place(change.message);
  return soon();
}

async function begin() {
  const wanted = new URLSearchParams(location.hash.slice(1));
  const link = new URLSearchParams(location.search).get("start");
  me.id = Number(wanted.get("as")) || 0;
  page.open = Number(wanted.get("chat")) || 0;
  composer.begin();
  clock.begin();
  room.connect(show);
  tour.connect();
  $("back").addEventListener("click", () => view("list"));
  $("newest").addEventListener("click", room.toEnd);
  document.addEventListener("visibilitychange", seen);
  document.addEventListener("copy", (event) => {
    const inside = document.getSelection()?.anchorNode?.parentElement?.closest(".protected");
    if (inside) event.preventDefault();
  });
  try {
    await read();
    await be(me.id);
    if (link) await room.arrive(link);
    else if (wanted.has("chat")) view("room");
  } catch {
    toast("The demo does not answer. Is it still running?", "refused");
  }
}

begin();
