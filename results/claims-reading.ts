import { z } from 'zod';

import { CLAIMS_FORMAT_VERSION, type ClaimsFile, claimsFile } from './claims-format.ts';

/** Why a text is not a file of claims that this version reads; one line. */
export class ClaimsFileError extends Error {
  override readonly name = 'ClaimsFileError';
}

/** Throws ClaimsFileError. */
export function parseClaims(text: string): ClaimsFile {
  const given = parseJson(text);
  const version = z.object({ kind: z.literal('claims'), formatVersion: z.number() });
  const head = version.safeParse(given);
  if (!head.success) throw new ClaimsFileError('not a file of claims');
  if (head.data.formatVersion !== CLAIMS_FORMAT_VERSION) {
    throw new ClaimsFileError(
      `format version ${head.data.formatVersion}, where this program reads ${CLAIMS_FORMAT_VERSION}`,
    );
  }
  const file = claimsFile.safeParse(given);
  if (file.success) return file.data;
  const [first] = file.error.issues;
  throw new ClaimsFileError(`${first?.path.join('.') ?? ''}: ${first?.message ?? 'damaged'}`);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new ClaimsFileError('not JSON', { cause: error });
  }
}
