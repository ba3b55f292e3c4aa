import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { MessageChannel, receiveMessageOnPort } from 'node:worker_threads';

import {
  PACKINGS,
  type PackingName,
} from '../../../../scenarios/models/threads-messages/packing.ts';

const MESSAGE = { type: 'batch', batch: { first: 3, names: ['flabébé', '猫', 'farfetch"d'] } };

/** The message on the other side of a channel, and what was sent of it. */
function sent(name: PackingName, message: object) {
  const { port1, port2 } = new MessageChannel();
  try {
    const packing = PACKINGS[name];
    const { value, transfer } = packing.pack(message);
    port1.postMessage(value, transfer);
    const received = receiveMessageOnPort(port2) as { readonly message: unknown };
    return { value, received: packing.unpack(received.message) };
  } finally {
    port1.close();
  }
}

describe('packing', () => {
  for (const name of ['cloned', 'transferred'] as const) {
    it(`brings a message over as it was, and as another object: ${name}`, () => {
      const { received } = sent(name, MESSAGE);
      assert.deepEqual(received, MESSAGE);
      assert.notEqual(received, MESSAGE);
    });
  }

  it('gives the memory away where it is transferred, however small the message', () => {
    for (const message of [{}, MESSAGE, { line: 'w'.repeat(100_000) }]) {
      const { value } = sent('transferred', message);
      assert.equal((value as Uint8Array).byteLength, 0);
    }
  });
});
