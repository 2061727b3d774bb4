// Surnames in the records that begin as one has begun to type. Without it the box searches all the same.
"use strict";
{
const MOST_KEPT = 200, WAIT = 150, LEAST = 3;
const box = document.querySelector(".search-box[data-begun]");
const input = box && box.elements.q;

if (input) {
  const known = new Map();  // what was typed → the answer: as long as the page stands, and nowhere else
  const list = Object.assign(document.createElement("ul"), { id: "q-begun", className: "begun", hidden: true });
  const said = Object.assign(document.createElement("p"), { className: "unseen" });
  let timer, asked, active = -1;

  input.after(list);
  box.append(said);
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", box.dataset.offers);
  said.setAttribute("role", "status");
  for (const [name, value] of [["role", "combobox"], ["aria-autocomplete", "list"], ["aria-controls", list.id], ["aria-expanded", "false"]]) input.setAttribute(name, value);

  const mark = number => {
    active = number;
    [...list.children].forEach((option, at) => option.setAttribute("aria-selected", String(at === number)));
    if (number < 0) input.removeAttribute("aria-activedescendant");
    else input.setAttribute("aria-activedescendant", list.children[number].id);
    if (number >= 0) list.children[number].scrollIntoView({ block: "nearest" });
  };
  const close = () => {
    clearTimeout(timer);
    asked = undefined;
    list.hidden = true;
    said.textContent = "";
    input.setAttribute("aria-expanded", "false");
    mark(-1);
  };
  const take = option => {
    input.value = `${option.firstChild.textContent} `;  // a given name may follow
    close();
    input.focus();
  };
  const option = (name, number) => {
    const made = Object.assign(document.createElement("li"), { id: `q-begun-${number}` });
    made.setAttribute("role", "option");
    made.append(Object.assign(document.createElement("span"), { textContent: name.form }), " ",
      Object.assign(document.createElement("span"), { className: "count", textContent: name.count.toLocaleString(document.documentElement.lang) }));
    return made;
  };
  const show = found => {
    list.replaceChildren(...found.names.map(option));
    list.hidden = !found.names.length;
    input.setAttribute("aria-expanded", String(!list.hidden));
    mark(-1);
    said.textContent = found.text;
  };
  const word = () => input.value.trimStart();

  async function ask(typed) {
    if (!known.has(typed)) {
      const answer = await fetch(`${box.dataset.begun}&${new URLSearchParams({ q: typed })}`).catch(() => null);
      if (!answer || !answer.ok) return;
      if (known.size >= MOST_KEPT) known.clear();
      known.set(typed, await answer.json());
    }
    if (asked === typed && document.activeElement === input) show(known.get(typed));
  }

  input.addEventListener("input", () => {
    const typed = word();
    if ([...typed].length < LEAST || /\s/.test(typed)) return close();  // only while the first word is typed
    clearTimeout(timer);
    asked = typed;
    timer = setTimeout(() => ask(typed), WAIT);
  });
  input.addEventListener("keydown", event => {
    const count = list.hidden ? 0 : list.children.length;
    if (event.isComposing || !count) return;
    if (event.key === "ArrowDown") mark(active + 1 < count ? active + 1 : -1);
    else if (event.key === "ArrowUp") mark(active < 0 ? count - 1 : active - 1);
    else if (event.key === "Enter" && active >= 0) take(list.children[active]);
    else if (event.key === "Escape") close();
    else return;
    event.preventDefault();
  });
  if (input.value !== input.defaultValue) input.dispatchEvent(new Event("input"));  // typed before this script was there
  input.addEventListener("blur", close);
  box.addEventListener("submit", close);
  list.addEventListener("pointerdown", event => event.preventDefault());  // the box keeps the focus
  list.addEventListener("click", event => {
    const chosen = event.target.closest("[role=option]");
    if (chosen) take(chosen);
  });
}
}
