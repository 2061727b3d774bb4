// Keeps what is marked with data-poll up to date; without this script the page asks for itself again.
const SECONDS = 2;
const place = document.querySelector("[data-poll]");

async function look() {
  try {
    const answer = await fetch(location.href, { headers: { "X-Requested-With": "fetch" } });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const found = page.querySelector("[data-poll]");
    if (!answer.ok || !found) {
      location.reload();
      return;
    }
    for (const part of place.querySelectorAll("[data-part]")) {
      const fresh = found.querySelector(`[data-part="${part.dataset.part}"]`);
      if (fresh && fresh.outerHTML !== part.outerHTML) part.replaceWith(fresh);
    }
  } catch {
    // away for a moment: the next look may succeed
  }
  setTimeout(look, SECONDS * 1000);
}

if (place) setTimeout(look, SECONDS * 1000);
