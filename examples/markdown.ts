import type { SimpleWorkload } from 'concurrency-bench';
import { marked } from 'marked';

/**
 * CPU-bound work by a library: renders Markdown to HTML, as a documentation site does at each build.
 * The library is a dependency of your own project and is loaded by every thread and process.
 */
const workload: SimpleWorkload<string, { sections: number }> = {
  summary: 'Render Markdown documents to HTML.',
  params: { sections: 20 },

  list: Array.from({ length: 300 }, (_, index) => `guide ${index + 1}`),

  open: ({ params }) => ({ sections: Number(params['sections']) }),

  run(title, { sections }) {
    const html = marked.parse(documentOf(title, sections), { async: false });
    // Return what your program needs from a worker: all of it crosses to the main thread or process.
    return { title, bytes: Buffer.byteLength(html), links: html.split('<a ').length - 1 };
  },
};
export default workload;

function documentOf(title: string, sections: number): string {
  const section = (_: unknown, index: number) => `## Step ${index + 1} of ${title}

Install it with \`npm install tool-${index}\`, then read **[chapter ${index}](./chapter-${index}.md)**.

| option      | default | meaning            |
| :---------- | ------: | :----------------- |
| \`--level\` |     ${index} | how *deep* to look |

1. Open the file.
2. Change \`level\` to ${index * 2}, and _save_ it.

> Each step takes about ${index} minutes.
`;
  return `# ${title}\n\n${Array.from({ length: sections }, section).join('\n')}`;
}
