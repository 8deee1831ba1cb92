// What is typed and not saved is kept in this browser, by text, provision and version, and
// offered again after whatever went wrong.

const DAYS = 14;

function entries(prefix) {
  const found = [];
  for (let place = 0; place < localStorage.length; place++) {
    const key = localStorage.key(place);
    if (key.startsWith(prefix)) found.push([key, JSON.parse(localStorage.getItem(key))]);
  }
  return found.sort(([, one], [, other]) => other.at - one.at);
}

export function keepFor(draft, provision) {
  const prefix = `desk:${draft}:${provision}:`;
  for (const [key, { at }] of entries("desk:")) {
    if (Date.now() - at > DAYS * 24 * 60 * 60 * 1000) localStorage.removeItem(key);
  }
  return {
    put(base, text) {
      localStorage.setItem(prefix + base, JSON.stringify({ text, at: Date.now() }));
    },
    // The last one kept that says something else than the page: {text, base, at}.
    found(shown) {
      const [newest] = entries(prefix).filter(([, { text }]) => text.trim() !== shown.trim());
      if (!newest) return null;
      const [key, { text, at }] = newest;
      return { text, at, base: Number(key.slice(prefix.length)) };
    },
    forget() {
      for (const [key] of entries(prefix)) localStorage.removeItem(key);
    },
  };
}
