import { spawn } from 'node:child_process';
import { resolve } from 'node:path';

/** The system's way to show a file; `start` is a word of cmd.exe, and its first quotes are a title. */
const OPENERS: Readonly<Partial<Record<NodeJS.Platform, readonly [string, ...string[]]>>> = {
  darwin: ['open'],
  win32: ['cmd', '/c', 'start', ''],
};

/** Hands the file to the system and does not wait; a system that cannot show it costs a line. */
export async function openInBrowser(path: string, stderr: NodeJS.WritableStream): Promise<void> {
  const [command, ...args] = OPENERS[process.platform] ?? ['xdg-open'];
  const opener = spawn(command, [...args, resolve(path)], { detached: true, stdio: 'ignore' });
  await new Promise<void>((done) => {
    opener.once('spawn', () => {
      opener.unref();
      done();
    });
    opener.once('error', (error) => {
      stderr.write(`${path} could not be opened: ${error.message}\n`);
      done();
    });
  });
}
