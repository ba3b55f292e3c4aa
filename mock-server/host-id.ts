import { hash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { hostname } from 'node:os';

const MACHINE_ID_FILES = ['/etc/machine-id', '/var/lib/dbus/machine-id'];

/**
 * Twelve digits of a SHA-256 that say whether two runs are of one machine and nothing else of it. The id
 * that systemd or D-Bus gave to the installation, where there is one: a container that has none is known
 * by its name.
 */
export function hostId(files: readonly string[] = MACHINE_ID_FILES, name = hostname()): string {
  const id = files.map(contentOf).find((text) => /^[0-9a-f]{32}$/.test(text)) ?? name;
  // machine-id(5) asks for a hash with a word of the program.
  return hash('sha256', `concurrency-bench ${id}`).slice(0, 12);
}

function contentOf(file: string): string {
  try {
    return readFileSync(file, 'latin1').trim();
  } catch {
    return '';
  }
}
