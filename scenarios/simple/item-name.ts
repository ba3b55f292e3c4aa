/** Begins the name of an item that is no string; behind it comes the item's JSON text. */
const JSON_MARK = '\0';

/** The name under which an item travels in queues and messages: a string itself, else JSON text. */
export function itemName(item: unknown): string {
  return typeof item === 'string' ? item : `${JSON_MARK}${JSON.stringify(item)}`;
}

/** The item of a name: a new value each time, as if it had come from another process. */
export function itemOf(name: string): unknown {
  return isJson(name) ? JSON.parse(name.slice(1)) : name;
}

/** The name as people read it. */
export function shownName(name: string): string {
  return isJson(name) ? name.slice(1) : name;
}

/** Whether a name is not the item itself. */
export function isJson(name: string): boolean {
  return name.startsWith(JSON_MARK);
}
