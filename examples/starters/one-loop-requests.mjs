// Requests on one event loop. Run: node one-loop-requests.mjs URL...
const IN_FLIGHT = 100;

/** Loops that take the next URL each: so many requests are in flight. */
async function requestAll(urls) {
  const results = [];
  const next = urls.entries();
  async function loop() {
    for (const [index, url] of next) {
      const response = await fetch(url);
      if (!response.ok) throw new Error(`${url}: status ${response.status}`);
      results[index] = await response.json(); // Your work on the answer.
    }
  }
  await Promise.all(Array.from({ length: IN_FLIGHT }, loop));
  return results;
}

const results = await requestAll(process.argv.slice(2)); // Your URLs.
console.log(`${results.length} results`);
