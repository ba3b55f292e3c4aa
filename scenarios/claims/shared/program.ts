import { writeSync } from 'node:fs';

/** What the case gave its program, and the path of the bodies where it asked for them. */
// The case and its program are files of one claim, and the type is what they agree on.
// eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters
export function programInput<Input>(): Input & { readonly bodyPackPath: string } {
  return JSON.parse(process.argv[2] ?? '') as Input & { readonly bodyPackPath: string };
}

/** The program's figures, said once, when all is measured. Times in ms, sizes in bytes. */
export function reportFigures(figures: Readonly<Record<string, number>>): void {
  writeSync(3, `${JSON.stringify(figures)}\n`);
}
