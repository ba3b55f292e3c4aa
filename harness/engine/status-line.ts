/** One line that is rewritten on a terminal, and elsewhere a line now and then. */
export interface StatusLine {
  /** `isNew`: it begins something that was not shown before. */
  show(text: string, isNew: boolean): void;
  clear(): void;
}

/** Without a terminal, such as in CI: a line about so often, besides one where something new begins. */
const LINE_EVERY_MS = 10_000;
/** Of a terminal that does not say. */
const COLUMNS = 80;

export function statusLine(stream: NodeJS.WriteStream, now: () => number): StatusLine {
  const obeysCodes = stream.isTTY && process.env['TERM'] !== 'dumb';
  return obeysCodes ? rewrittenLine(stream) : addedLines(stream, now);
}

function rewrittenLine(stream: NodeJS.WriteStream): StatusLine {
  let isOpen = false;
  function clear(): void {
    if (isOpen) stream.write('\r\u001b[K');
    isOpen = false;
  }
  return {
    show(text) {
      clear();
      // In the last column some terminals would begin another line.
      const width = (stream.columns || COLUMNS) - 1;
      stream.write(text.length > width ? `${text.slice(0, width - 1)}…` : text);
      isOpen = true;
    },
    clear,
  };
}

function addedLines(stream: NodeJS.WriteStream, now: () => number): StatusLine {
  let writtenAtMs = -Infinity;
  return {
    show(text, isNew) {
      if (!isNew && now() - writtenAtMs < LINE_EVERY_MS) return;
      writtenAtMs = now();
      stream.write(`${text}\n`);
    },
    clear: () => undefined,
  };
}
