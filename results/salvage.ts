import type { RunFile } from './format.ts';
import { readJournal } from './journal.ts';
import { parseRun, RunFileError, runFrom } from './reading.ts';

export interface SalvagedRun {
  readonly run: RunFile;
  /** What of the file was lost, as one line to be shown behind its name; null where nothing was. */
  readonly loss: string | null;
}

/**
 * A run whose file may lack its end, as after a copy that was cut short or a disk that was full: the trials
 * that are whole, as an incomplete run. For reports only; whatever decides something reads with `parseRun`.
 * Throws RunFileError, that of the file as it is where no trial can be saved.
 */
export function salvageRun(text: string): SalvagedRun {
  try {
    return { run: parseRun(text), loss: null };
  } catch (error) {
    if (!(error instanceof RunFileError) || !(error.cause instanceof SyntaxError)) throw error;
    const rest = readJournal(text)?.run ?? wholeTrials(text);
    if (rest === null) throw error;
    const run = runFrom({ ...rest, status: 'incomplete' });
    const loss = `damaged or cut short: only its first ${run.trials.length} trials can be read`;
    return { run, loss };
  }
}

/**
 * Two places can be the end of the last whole trial: the last brace, or the start of a torn trial.
 * Neither is mistaken for one inside a string, where every quotation mark has a backslash.
 */
function wholeTrials(text: string): object | null {
  if (!text.includes('"trials":[{')) return null;
  const ends = [text.lastIndexOf('}') + 1, text.lastIndexOf(',{"scenario":')];
  for (const end of ends) {
    try {
      return JSON.parse(`${text.slice(0, end)}]}`) as object;
    } catch {
      // The next place, or none.
    }
  }
  return null;
}
