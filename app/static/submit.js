// The form without waiting: how a value is read, and what a field may mean, while one types. Without it a button does the same.
"use strict";
const form = document.getElementById("form");
const fields = new Set(form ? form.querySelectorAll("[data-reads]") : []);
const later = (act, wait) => { let timer; return (...said) => { clearTimeout(timer); timer = setTimeout(() => act(...said), wait); }; };

async function read(input) {
  const sent = new FormData();
  sent.set("csrf_token", form.elements.csrf_token.value);
  sent.set("column", input.name);
  sent.set("text", input.value);
  const answer = await fetch(form.dataset.reading, { method: "POST", body: sent });
  if (!answer.ok || answer.redirected) return;
  const place = input.dataset.reads === "name" ? document.getElementById("name-reading") : form.querySelector(`output[for="${CSS.escape(input.id)}"]`);
  if (place) place.innerHTML = await answer.text();
}

async function suggest(input) {
  const list = input.list;
  if (!list || input.value.trim().length < 2) return;
  const answer = await fetch(`${form.dataset.suggest}?${new URLSearchParams({ column: input.name, q: input.value })}`);
  if (!answer.ok || answer.redirected) return;
  const offers = await answer.json();
  if (!offers.length) return;
  list.replaceChildren(...offers.map(offer => Object.assign(document.createElement("option"), { value: offer.value, label: offer.label || offer.value })));
}

for (const input of fields) {
  const readLater = later(read, 500), suggestLater = later(suggest, 200);
  const changed = () => { readLater(input); suggestLater(input); };
  input.addEventListener("input", changed);
  if (input.value !== input.defaultValue) changed();  // typed before this script was there
}
