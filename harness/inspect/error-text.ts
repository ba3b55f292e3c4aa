/** Message of whatever was thrown, with its stack on the lines below where it has one. */
export function errorText(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.stack ?? error.message;
}
