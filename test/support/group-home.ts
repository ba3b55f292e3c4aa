import { groupHome } from '../../harness/measure/group-home.ts';
import { openProc } from '../../harness/measure/proc.ts';

/** Where this machine lets control groups be made, or why tests that need some are skipped. */
export function realGroupHome(): { readonly folder: string; readonly skip: string | false } {
  const home = groupHome(openProc('/proc'));
  if ('folder' in home) return { folder: home.folder, skip: false };
  return { folder: '', skip: `needs control groups of version 2: ${home.lacks}` };
}
