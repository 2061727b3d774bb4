// Keys at the desk of decisions: j and k walk through rows or submissions, letters lead to the forms. All works without.
"use strict";
const told = document.querySelector("[data-keys]");
const tick = told ? told.querySelector("input") : null;
const rows = [...document.querySelectorAll("[data-rows] a")];
const OFF = "keys-off";

function walk(step) {
  const at = rows.indexOf(document.activeElement);
  const row = rows[at < 0 ? (step > 0 ? 0 : rows.length - 1) : Math.min(Math.max(at + step, 0), rows.length - 1)];
  if (row) row.focus();
}

function press(event) {
  if (!tick.checked || event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
  if (event.target.closest("input:not([type=radio]):not([type=checkbox]), textarea, select")) return;
  const key = event.key.toLowerCase();
  if (rows.length && (key === "j" || key === "k")) return walk(key === "j" ? 1 : -1);
  const wanted = document.querySelector(`[data-key="${CSS.escape(key)}"]`);
  if (!wanted) return;
  event.preventDefault();
  const folded = wanted.closest("details");
  if (folded) folded.open = true;
  if (wanted.tagName === "A") wanted.click();
  else wanted.focus();
}

if (told) {
  told.hidden = false;
  tick.checked = !localStorage.getItem(OFF);
  tick.addEventListener("change", () => tick.checked ? localStorage.removeItem(OFF) : localStorage.setItem(OFF, "1"));
  document.addEventListener("keydown", press);
}
