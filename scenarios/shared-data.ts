import type { SharedArray, SharedData, Trial } from '../harness/contract.ts';

/** `share` returned something else than bytes or numbers. */
export class ShareError extends Error {
  override readonly name = 'ShareError';
}

type Source = Pick<Trial, 'loadWorkload' | 'settings'>;

/** What the workload shares, itself: for all workers of one event loop. */
export async function shareData({ loadWorkload, settings }: Source): Promise<SharedData> {
  const workload = await loadWorkload();
  const data: unknown = 'run' in workload ? await workload.share?.(settings) : undefined;
  arraysOf(data);
  return data as SharedData;
}

/** The same in memory that all threads of this process see. */
export async function shareMemory(source: Source): Promise<SharedData> {
  return inSharedMemory(await shareData(source));
}

/** Copies to SharedArrayBuffers; what lies on one already stays. A Buffer becomes a Uint8Array. */
export function inSharedMemory(data: SharedData): SharedData {
  if (isArray(data)) return sharedArray(data);
  const copies = Object.entries(data).map(([name, array]) => [name, sharedArray(array)] as const);
  return Object.fromEntries(copies);
}

/** Bytes of all arrays together. Throws ShareError when something else is shared. */
export function sharedBytes(data: unknown): number {
  return arraysOf(data).reduce((sum, { byteLength }) => sum + byteLength, 0);
}

function arraysOf(data: unknown): readonly SharedArray[] {
  if (isArray(data)) return [data];
  if (!isRecord(data)) throw refusal('', data);
  return Object.entries(data).map(([name, value]) => {
    if (!isArray(value)) throw refusal(`.${name}`, value);
    return value;
  });
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

function isArray(value: unknown): value is SharedArray {
  return (
    ArrayBuffer.isView(value) || value instanceof ArrayBuffer || value instanceof SharedArrayBuffer
  );
}

function refusal(place: string, value: unknown): ShareError {
  const kind = Object.prototype.toString.call(value).slice(8, -1);
  return new ShareError(
    `"share" returned ${kind}${place && ` at ${place}`}; it must return a typed array, a Buffer, ` +
      'an ArrayBuffer, or an object of these',
  );
}

function sharedArray(array: SharedArray): SharedArray {
  if (!ArrayBuffer.isView(array)) return array instanceof ArrayBuffer ? sharedCopy(array) : array;
  if (array.buffer instanceof SharedArrayBuffer) return array;
  const memory = sharedCopy(array.buffer, array.byteOffset, array.byteLength);
  return viewLike(array, memory);
}

function sharedCopy(buffer: ArrayBuffer, start = 0, length = buffer.byteLength) {
  const memory = new SharedArrayBuffer(length);
  new Uint8Array(memory).set(new Uint8Array(buffer, start, length));
  return memory;
}

/** Of the type that structured clone would give it: a subclass does not survive the way to a thread. */
function viewLike(view: NodeJS.ArrayBufferView, memory: SharedArrayBuffer): NodeJS.ArrayBufferView {
  if (view instanceof DataView) return new DataView(memory);
  const { [view[Symbol.toStringTag]]: type } = globalThis as unknown as Record<
    string,
    new (memory: SharedArrayBuffer) => NodeJS.TypedArray
  >;
  if (type === undefined) throw new Error(`no typed array is called ${view[Symbol.toStringTag]}`);
  return new type(memory);
}
