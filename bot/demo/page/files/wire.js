// Speaking with the stand-in: what there is, what one does, what happens.
import { toast } from "./say.js";

export const me = { id: 0 };

const address = (path, query = {}) =>
  `/chat/${path}?${new URLSearchParams({ as: me.id || "", ...query })}`;

export async function get(path, query) {
  const answer = await fetch(address(path, query));
  if (!answer.ok) throw new Error(await answer.text());
  return answer.json();
}

// Do something as the person one is; a refusal is shown, and gives null.
export async function act(name, body = {}) {
  const isForm = body instanceof FormData;
  try {
    const answer = await fetch(address(`act/${name}`), {
      method: "POST",
      headers: isForm ? {} : { "Content-Type": "application/json" },
      body: isForm ? body : JSON.stringify(body),
    });
    const result = await answer.json();
    if (answer.ok) return result;
    toast(result.error, "refused");
  } catch {
    toast("The demo does not answer. Is it still running?", "refused");
  }
  return null;
}

// Live changes; whenever the line opens, everything is read anew, so nothing is missed.
export function listen({ changed, opened }) {
  const source = new EventSource(address("events"));
  source.onmessage = (event) => changed(JSON.parse(event.data));
  source.onopen = opened;
  return source;
}
