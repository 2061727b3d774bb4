// Keys at the desk of pairs: a verdict at a press, the note, the next pair, the last verdict taken back.
// All works without: each key presses a button or follows a link that stands on the page.
"use strict";
const told = document.querySelector("[data-keys]");
const tick = told ? told.querySelector("input") : null;
const rows = [...document.querySelectorAll("[data-rows] a")];
const OFF = "keys-off";
let sent = false;

function walk(step) {
  const at = rows.indexOf(document.activeElement);
  const row = rows[at < 0 ? (step > 0 ? 0 : rows.length - 1) : Math.min(Math.max(at + step, 0), rows.length - 1)];
  if (row) row.focus();
}

function lacking(button) {
  const needed = button.dataset.needs ? document.getElementById(button.dataset.needs) : null;
  return needed && !needed.value ? needed : null;
}

function press(event) {
  if (!tick.checked || event.ctrlKey || event.altKey || event.metaKey || event.isComposing || event.repeat || sent) return;
  if (event.target.closest("input:not([type=radio]):not([type=checkbox]), textarea, select")) return;
  const key = event.key.toLowerCase();
  if (rows.length && (key === "j" || key === "k")) return walk(key === "j" ? 1 : -1);
  const wanted = document.querySelector(`[data-press~="${CSS.escape(key)}"]`);
  if (!wanted) return;
  event.preventDefault();
  if (wanted.matches("textarea")) wanted.focus();
  else (lacking(wanted) || { focus: () => wanted.click() }).focus();
}

if (told) {
  told.hidden = false;
  tick.checked = !localStorage.getItem(OFF);
  tick.addEventListener("change", () => tick.checked ? localStorage.removeItem(OFF) : localStorage.setItem(OFF, "1"));
  document.addEventListener("keydown", press);
  document.addEventListener("submit", () => { sent = true; });
  window.addEventListener("pageshow", () => { sent = false; });
}
