import type { ItemErrorKind } from '../../../harness/contract.ts';
import { ItemError } from '../../item-error.ts';

/**
 * undici's errors: https://undici.nodejs.org/#/docs/api/Errors; its HTTPParserError has no code.
 * zlib's, of a body that fetch could not inflate, begin with Z_.
 */
const KIND_BY_CODE: Readonly<Record<string, ItemErrorKind>> = {
  UND_ERR_CONNECT_TIMEOUT: 'timeout',
  UND_ERR_HEADERS_TIMEOUT: 'timeout',
  UND_ERR_BODY_TIMEOUT: 'timeout',
  UND_ERR_HEADERS_OVERFLOW: 'protocol',
  UND_ERR_SOCKET: 'connection',
  ECONNRESET: 'connection',
  ECONNREFUSED: 'connection',
  EPIPE: 'connection',
  Z_DATA_ERROR: 'encoding',
  Z_BUF_ERROR: 'encoding',
};

/** What an HTTP client threw, with the class it is counted under. */
export function asItemError(path: string, error: Error & { code?: string }): ItemError {
  if (error instanceof ItemError) return error;
  const reason = error.code ?? error.name;
  const kind = error.name === 'HTTPParserError' ? 'protocol' : (KIND_BY_CODE[reason] ?? 'other');
  return new ItemError(kind, `${path}: ${reason} ${error.message}`, { cause: error });
}
