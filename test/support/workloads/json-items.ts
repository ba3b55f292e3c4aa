import type { SimpleWorkload } from '../../../harness/contract.ts';

interface Order {
  readonly id: number;
  readonly lines: readonly { readonly price: number; readonly count: number }[];
  readonly note: string | null;
}

/** Objects as items, of which the text is not plain ASCII. */
const workload: SimpleWorkload<Order> = {
  list: [
    { id: 1, lines: [{ price: 0.1, count: 3 }], note: null },
    { id: 2, lines: [], note: 'né "à" \\ 猫\n' },
    {
      id: 3,
      lines: [
        { price: 2.5, count: 2 },
        { price: 1e-7, count: 1 },
      ],
      note: '',
    },
  ],
  run: ({ id, lines, note }) => ({
    ...{ id, note },
    total: lines.reduce((sum, { price, count }) => sum + price * count, 0),
  }),
};
export default workload;
