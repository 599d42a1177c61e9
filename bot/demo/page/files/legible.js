// Not every machine has pictures among its letters: what it cannot draw is left out,
// instead of an empty box; where a picture says something, a plain letter stands for it.
const PICTURES = /(\p{Extended_Pictographic})(?:\p{Emoji_Modifier}|\uFE0F|\uFE0E|\u200D\p{Extended_Pictographic}|\p{Regional_Indicator})* ?/gu;
const NO_LETTER = "\u{10FFFE}";
const known = new Map();
const canvas = document.createElement("canvas");
Object.assign(canvas, { width: 24, height: 24 });
const pen = canvas.getContext("2d", { willReadFrequently: true });

function pixels(letter) {
  pen.clearRect(0, 0, 24, 24);
  pen.font = `16px ${getComputedStyle(document.documentElement).fontFamily}`;
  pen.fillText(letter, 2, 18);
  return pen.getImageData(0, 0, 24, 24).data.join();
}

function drawn(letter) {
  if (!known.has(NO_LETTER)) known.set(NO_LETTER, pixels(NO_LETTER));
  if (!known.has(letter)) known.set(letter, pixels(letter) !== known.get(NO_LETTER));
  return known.get(letter);
}

const PLAIN = { "✅": "✓ ", "▫": "○ ", "⚠": "! ", "❌": "✗ " };

export const legible = (text) =>
  text.replace(PICTURES, (whole, letter) =>
    drawn(letter) ? whole : (PLAIN[letter] ?? ""));
