// Solves the task of a form that asks for no account: finds the number for which SHA-256 of «id:number» begins with
// enough zero bits, in slices, while the person types. The sum for people is put away then. See app/guard.py.
"use strict";
(() => {
  const K = [], START = [];
  for (let candidate = 2; K.length < 64; candidate++) {  // FIPS 180-4: roots of the first primes
    let prime = true;
    for (let by = 2; by * by <= candidate; by++) if (candidate % by === 0) prime = false;
    if (!prime) continue;
    if (START.length < 8) START.push((Math.sqrt(candidate) % 1) * 2 ** 32 | 0);
    K.push((Math.cbrt(candidate) % 1) * 2 ** 32 | 0);
  }
  const W = new Int32Array(64);

  // The first 32 bits of the digest of a text of at most 55 ASCII letters.
  function firstBits(text) {
    W.fill(0, 0, 16);
    for (let at = 0; at < text.length; at++) W[at >> 2] |= text.charCodeAt(at) << (24 - 8 * (at & 3));
    W[text.length >> 2] |= 0x80 << (24 - 8 * (text.length & 3));
    W[15] = text.length * 8;
    for (let at = 16; at < 64; at++) {
      const a = W[at - 15], b = W[at - 2];
      const s0 = (a >>> 7 | a << 25) ^ (a >>> 18 | a << 14) ^ (a >>> 3);
      const s1 = (b >>> 17 | b << 15) ^ (b >>> 19 | b << 13) ^ (b >>> 10);
      W[at] = (W[at - 16] + s0 + W[at - 7] + s1) | 0;
    }
    let [a, b, c, d, e, f, g, h] = START;
    for (let at = 0; at < 64; at++) {
      const s1 = (e >>> 6 | e << 26) ^ (e >>> 11 | e << 21) ^ (e >>> 25 | e << 7);
      const t1 = (h + s1 + ((e & f) ^ (~e & g)) + K[at] + W[at]) | 0;
      const s0 = (a >>> 2 | a << 30) ^ (a >>> 13 | a << 19) ^ (a >>> 22 | a << 10);
      const t2 = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
      h = g; g = f; f = e; e = (d + t1) | 0; d = c; c = b; b = a; a = (t1 + t2) | 0;
    }
    return (START[0] + a) >>> 0;
  }

  for (const part of document.querySelectorAll("[data-task]")) {
    const form = part.closest("form"), field = part.querySelector("input[name=solution]");
    const sum = part.querySelector("[data-sum]"), bits = Number(part.dataset.bits), id = part.dataset.task;
    let tried = 0, waiting = null;
    sum.hidden = true;
    for (const input of sum.querySelectorAll("input")) input.required = false;
    const slice = () => {
      for (const until = tried + 4000; tried < until; tried++) {
        if (firstBits(`${id}:${tried}`) >>> (32 - bits) !== 0) continue;
        field.value = String(tried);
        if (waiting) form.requestSubmit(waiting.submitter);
        return;
      }
      setTimeout(slice);
    };
    form.addEventListener("submit", event => {
      if (field.value) return;
      event.preventDefault();
      waiting = {submitter: event.submitter};
    });
    slice();
  }
})();
