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

// Live changes; after a gap everything is read again.
export function listen({ changed, back }) {
  const source = new EventSource(address("events"));
  let broken = false;
  source.onmessage = (event) => changed(JSON.parse(event.data));
  source.onerror = () => { broken = true; };
  source.onopen = () => { if (broken) back(); broken = false; };
  return source;
}
