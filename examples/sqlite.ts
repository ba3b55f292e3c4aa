import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync, type StatementSync } from 'node:sqlite';

import type { SimpleWorkload } from 'concurrency-bench';

interface Shop {
  readonly folder: string;
  readonly database: DatabaseSync;
  readonly query: StatementSync;
}

/**
 * A real database by node:sqlite, whose calls block the loop that makes them. Each worker opens a
 * file of its own and deletes it at the end, so that no model leaves a file behind.
 */
const workload: SimpleWorkload<number, Shop> = {
  summary: 'Sum up the orders of a customer in SQLite.',
  params: { orders: 5000 },

  list: Array.from({ length: 1000 }, (_, index) => index),

  open({ params }) {
    const folder = mkdtempSync(join(tmpdir(), 'sqlite-example-'));
    const database = new DatabaseSync(join(folder, 'shop.db'));
    // The rows come from the database itself, in one transaction.
    database.exec(`CREATE TABLE orders (id INTEGER PRIMARY KEY, customer INT, item TEXT, cents INT);
      WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${params['orders']})
      INSERT INTO orders SELECT i, i * 7919 % 1000, 'item ' || (i % 50), i * 104729 % 10000 FROM n`);
    const query = database.prepare(`SELECT item, count(*) AS orders, sum(cents) AS cents FROM orders
      WHERE customer BETWEEN ? AND ? GROUP BY item ORDER BY cents DESC LIMIT 3`);
    return { folder, database, query };
  },

  // Rows have no prototype, which is all the same to JSON.
  run: (customer, { query }) => query.all(customer, customer + 100),

  close({ folder, database }) {
    database.close();
    rmSync(folder, { recursive: true });
  },
};
export default workload;
