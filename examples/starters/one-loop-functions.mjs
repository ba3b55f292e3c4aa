// A function over many items, on one event loop. Run: node one-loop-functions.mjs
const items = Array.from({ length: 1000 }, (_, index) => index); // Your items.

/** Your function. It may be asynchronous. */
function work(item) {
  return Math.sqrt(item);
}

const results = [];
for (const item of items) results.push(await work(item));
console.log(`${results.length} results`);
