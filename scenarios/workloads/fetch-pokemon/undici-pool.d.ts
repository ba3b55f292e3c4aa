/** undici ships types for its index only; the module exports the same class. */
declare module 'undici/lib/dispatcher/pool.js' {
  export { Pool as default } from 'undici';
}
