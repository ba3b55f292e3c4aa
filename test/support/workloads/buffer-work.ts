import type { SimpleWorkload } from '../../../harness/contract.ts';

/** Bytes written, moved and read again. */
const workload: SimpleWorkload<string> = {
  list: ['', 'a', 'flabébé', '猫'.repeat(1000)],
  run(text) {
    const bytes = Buffer.from(text);
    const reversed = Buffer.from(bytes.toReversed());
    return { bytes: bytes.byteLength, base64: reversed.toString('base64') };
  },
};
export default workload;
