// What the page gains with JavaScript; all there is to read stands in it without.

for (const table of document.querySelectorAll('table')) makeSortable(table);
showTooltips();

/** A click on a heading sorts by it, another the other way round. Sentences have no order. */
function makeSortable(table) {
  if (table.tBodies[0].rows.length < 2) return;
  for (const [column, heading] of [...table.tHead.rows[0].cells].entries()) {
    if (heading.classList.contains('prose')) continue;
    const button = document.createElement('button');
    button.type = 'button';
    button.append(...heading.childNodes);
    heading.append(button);
    button.addEventListener('click', () => {
      const descending = heading.getAttribute('aria-sort') === 'ascending';
      for (const other of table.tHead.rows[0].cells) other.removeAttribute('aria-sort');
      heading.setAttribute('aria-sort', descending ? 'descending' : 'ascending');
      sortRows(table.tBodies[0], column, descending ? -1 : 1);
    });
  }
}

function sortRows(body, column, direction) {
  const rows = [...body.rows].sort(
    (a, b) => direction * compareCells(a.cells[column], b.cells[column]),
  );
  body.append(...rows);
}

/** Figures before text such as "failed". */
function compareCells(a, b) {
  const [left, right] = [a.dataset.sort, b.dataset.sort];
  if (left !== undefined && right !== undefined) return Number(left) - Number(right);
  if (left !== undefined || right !== undefined) return left === undefined ? 1 : -1;
  return a.textContent.localeCompare(b.textContent, 'en', { numeric: true });
}

/** What a mark of a chart says to a screen reader is shown beside the pointer. */
function showTooltips() {
  const tooltip = document.createElement('div');
  tooltip.id = 'tooltip';
  tooltip.role = 'tooltip';
  tooltip.hidden = true;
  document.body.append(tooltip);
  for (const chart of document.querySelectorAll('.chart')) {
    chart.addEventListener('pointermove', (event) => {
      const mark = event.target.closest('[role="graphics-symbol"][aria-label]');
      tooltip.hidden = mark === null;
      if (mark === null) return;
      tooltip.textContent = mark.getAttribute('aria-label');
      const { width, height } = tooltip.getBoundingClientRect();
      tooltip.style.left = `${Math.max(0, Math.min(event.clientX + 12, innerWidth - width - 8))}px`;
      tooltip.style.top = `${Math.max(0, Math.min(event.clientY + 16, innerHeight - height - 8))}px`;
    });
    chart.addEventListener('pointerleave', () => {
      tooltip.hidden = true;
    });
  }
}
