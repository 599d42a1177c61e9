// Message text with its entities, built as elements, never as HTML.
import { el } from "./say.js";

const TAGS = {
  bold: "b", italic: "i", underline: "u", strikethrough: "s", code: "code", pre: "pre",
  blockquote: "blockquote", expandable_blockquote: "blockquote",
};

// `tap` is told what was pressed: tap(kind, words).
export function formatted(text, entities, tap) {
  const roots = nest(entities);
  return pieces(text, 0, text.length, roots, tap);
}

// Entities come sorted; those inside others become their children.
function nest(entities) {
  const roots = [];
  const open = [];
  for (const entity of entities) {
    const node = { ...entity, end: entity.offset + entity.length, children: [] };
    while (open.length && open.at(-1).end <= node.offset) open.pop();
    (open.length ? open.at(-1).children : roots).push(node);
    open.push(node);
  }
  return roots;
}

const isBlock = (node) => ["pre", "blockquote", "expandable_blockquote"].includes(node.type);

// A block makes its own lines: the line breaks beside it are not shown again.
function pieces(text, start, end, nodes, tap) {
  const made = [];
  let at = start;
  for (const node of nodes) {
    const before = text.slice(at, node.offset);
    if (before) made.push(isBlock(node) ? before.replace(/\n$/, "") : before);
    const inner = pieces(text, node.offset, Math.min(node.end, end), node.children, tap);
    made.push(shown(node, text.slice(node.offset, node.end), inner, tap));
    at = node.end;
    if (isBlock(node) && text[at] === "\n") at += 1;
  }
  if (at < end) made.push(text.slice(at, end));
  return made;
}

function shown(node, words, inner, tap) {
  if (TAGS[node.type]) return el(TAGS[node.type], {}, inner);
  const press = (kind, value) => ({
    type: "button", class: "link", onclick: () => tap(kind, value),
  });
  switch (node.type) {
    case "spoiler": {
      const hidden = el("span", { class: "spoiler", role: "button", tabindex: "0", "aria-label": "Hidden text, press to show" }, inner);
      const show = () => { hidden.className = ""; hidden.removeAttribute("aria-label"); };
      hidden.addEventListener("click", show);
      hidden.addEventListener("keydown", (event) => { if (event.key === "Enter") show(); });
      return hidden;
    }
    case "text_link": return el("button", press("open", node.url), inner);
    case "url": return el("button", press("open", words), inner);
    case "bot_command": return el("button", press("command", words), inner);
    case "phone_number":
    case "email": return el("button", press("copy", words), inner);
    case "mention":
    case "hashtag": return el("span", { class: "named" }, inner);
    default: return el("span", {}, inner);
  }
}
