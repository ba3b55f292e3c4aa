import type { SimpleWorkload } from 'concurrency-bench';

const WIDTH = 2048;
const HEIGHT = 2048;
const TILE = 128;

/**
 * Blurs a picture tile by tile, as an image editor does. The picture is a typed array that `share`
 * makes: one for all threads, a copy for each process. The tiles are small, so that the workers are
 * done at about the same time.
 */
const workload: SimpleWorkload<number, Uint8Array, Uint8Array> = {
  summary: 'Blur the tiles of a shared picture.',
  params: {},

  // The items are the numbers of the tiles.
  list: Array.from({ length: (WIDTH / TILE) * (HEIGHT / TILE) }, (_, tile) => tile),

  share() {
    const picture = new Uint8Array(WIDTH * HEIGHT);
    for (let at = 0; at < picture.length; at++) picture[at] = (at * 31 + (at >> 11) * 17) % 256;
    return picture;
  },

  // Without `open` the second argument is what `share` made.
  run(tile, picture) {
    const top = Math.floor(tile / (WIDTH / TILE)) * TILE;
    const left = (tile % (WIDTH / TILE)) * TILE;
    let sum = 0;
    for (let y = top; y < top + TILE; y++) {
      for (let x = left; x < left + TILE; x++) sum += blurred(picture, x, y);
    }
    return { tile, brightness: Math.round(sum / TILE ** 2) };
  },
};
export default workload;

/** Mean of a pixel and those up to two steps away. */
function blurred(picture: Uint8Array, x: number, y: number): number {
  let sum = 0;
  for (let dy = -2; dy <= 2; dy++) {
    // At an edge the picture goes on at the opposite one.
    const row = ((y + dy + HEIGHT) % HEIGHT) * WIDTH;
    for (let dx = -2; dx <= 2; dx++) sum += picture[row + ((x + dx + WIDTH) % WIDTH)] ?? 0;
  }
  return sum / 25;
}
