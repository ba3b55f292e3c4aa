import { type Token, type Tokens, marked } from 'marked';

/** That one model differs from another, or was not shown to, as a report says it somewhere. */
export interface Statement {
  readonly quantity: string;
  readonly pair: readonly [model: string, other: string];
  /** Sign of model - other; 0 where no difference was detected. */
  readonly sign: number;
  /** With its interval as written; empty where no difference was detected. */
  readonly ratio: string;
  readonly where: string;
}

/** A table of the report, by its heading. */
export interface ShownTable {
  readonly title: string;
  readonly columns: readonly string[];
  /** Text of every cell, value and detail on lines of their own. */
  readonly rows: readonly (readonly string[])[];
}

const MORE: Readonly<Record<string, number>> = { slower: 1, more: 1, faster: -1, less: -1 };

export function tablesOf(markdown: string): readonly ShownTable[] {
  let title = '';
  return marked.lexer(markdown).flatMap((token: Token) => {
    if (token.type === 'heading') title = (token as Tokens.Heading).text;
    if (token.type !== 'table') return [];
    const { header, rows } = token as Tokens.Table;
    const text = ({ text: cell }: Tokens.TableCell) =>
      cell.replaceAll('<br>', '\n').replaceAll('\u2011', '-').replaceAll('\u00a0', ' ');
    return [{ title, columns: header.map(text), rows: rows.map((row) => row.map(text)) }];
  });
}

/** Of tables that compare with a base, the cells that do. */
export function tableStatements(table: ShownTable): readonly Statement[] {
  return table.title === 'Runtimes' ? runtimeStatements(table) : modelStatements(table);
}

function modelStatements({ title, columns, rows }: ShownTable): readonly Statement[] {
  return columns.flatMap((column, index) => {
    const [, what = '', other] = /^(.+) vs (.+)$/.exec(column) ?? [];
    const isMarked = other === 'base' || other === 'main';
    const base = isMarked ? rows.find((row) => row[index] === other)?.[0] : other;
    if (base === undefined) return [];
    const quantity = title === 'Once up' ? `${what} once up` : what;
    return rows.flatMap(([model = '', ...cells]) =>
      comparison(cells[index - 1] ?? '').map((said) => ({
        ...{ ...said, quantity, where: title },
        pair: [nameOf(model), nameOf(base)] as const,
      })),
    );
  });
}

/** Each row is of a model and its runtime; models of the home runtime have their own names. */
function runtimeStatements({ title, columns, rows }: ShownTable): readonly Statement[] {
  const [, home = ''] =
    /^time vs (\S+ \d.*)$/.exec(columns.find((one) => /^time vs \S+ \d/.test(one)) ?? '') ?? [];
  const nameIn = (model = '', runtime = '') => {
    return runtime === home ? nameOf(model) : `${nameOf(model)} on ${runtime}`;
  };
  return columns.flatMap((column, index) => {
    const [, quantity = '', other = ''] = /^(.+) vs (.+)$/.exec(column) ?? [];
    if (quantity === '') return [];
    return rows.flatMap(([model = '', runtime = '', ...cells]) => {
      const base = rows.find((row) => row[1] === runtime && row[index] === 'base')?.[0];
      const against =
        other === home ? nameIn(model, home) : nameIn(other === 'base' ? base : other, runtime);
      return comparison(cells[index - 2] ?? '').map((said) => ({
        ...{ ...said, quantity, where: title },
        pair: [nameIn(model, runtime), against] as const,
      }));
    });
  });
}

/** Of the recommendation and of the clause about a server. */
export function timeStatements(text: string, best: string, quantity: string): readonly Statement[] {
  const differences = [
    ...text.matchAll(
      /(?:([\w-]+) was )?([\d.]+)x (slower|faster)(?: than ([\w-]+))? \(95 % CI ([\d.-]+)\)/g,
    ),
  ].map(([, subject = '', ratio = '', word = '', than, range = '']) => ({
    pair: than === undefined ? ([subject, best] as const) : ([best, than] as const),
    ...{ sign: MORE[word] ?? NaN, ratio: `${ratio} (${range})` },
  }));
  const [, alike = ''] = /no difference detected for (.*)$/.exec(text) ?? [];
  const same = [...alike.matchAll(/([\w-]+) \([\d.-]+\)/g)].map(([, model = '']) => ({
    ...{ pair: [model, best] as const, sign: 0, ratio: '' },
  }));
  return [...differences, ...same].map((one) => ({ ...one, quantity, where: 'the answer' }));
}

/** Of `worker-threads used …` and `It used … than single-threaded`. */
export function costStatements(text: string, best: string): readonly Statement[] {
  return text.split('; ').flatMap((clause) => {
    const [, subject = ''] = /^([\w-]+) used /.exec(clause) ?? [];
    const [, than] = / than ([\w-]+)/.exec(clause) ?? [];
    const pair = than === undefined ? ([subject, best] as const) : ([best, than] as const);
    const said = [...clause.matchAll(/([\d.]+)x (more|less) (memory|CPU) \(([\d.-]+)\)/g)];
    return said.map(([, ratio = '', word = '', quantity = '', range = '']) => ({
      ...{ pair, quantity, ratio: `${ratio} (${range})` },
      ...{ sign: MORE[word] ?? NaN, where: 'the answer' },
    }));
  });
}

/** Without what a model stands for in the article. */
export function nameOf(cell: string): string {
  return cell.split('\n')[0] ?? '';
}

function comparison(cell: string): readonly Pick<Statement, 'sign' | 'ratio'>[] {
  if (cell.startsWith('no difference')) return [{ sign: 0, ratio: '' }];
  const [, ratio = '', word = '', range = ''] =
    /^([\d.]+)x (slower|faster|more|less)\n([\d.-]+)$/.exec(cell) ?? [];
  return word === '' ? [] : [{ sign: MORE[word] ?? NaN, ratio: `${ratio} (${range})` }];
}
