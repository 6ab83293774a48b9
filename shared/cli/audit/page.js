// Sorting of the tables and the search over findings. Without it the page is the same, in its first order.
for (const table of document.querySelectorAll('table[data-sortable]')) {
  const heads = [...table.tHead.rows[0].cells];
  heads.forEach((head, column) => {
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = head.textContent;
    head.replaceChildren(button);
    button.addEventListener('click', () => {
      const numeric = head.classList.contains('number');
      const rising = head.ariaSort ? head.ariaSort !== 'ascending' : !numeric;
      for (const other of heads) other.removeAttribute('aria-sort');
      head.setAttribute('aria-sort', rising ? 'ascending' : 'descending');
      const rows = [...table.tBodies[0].rows].map((row) => ({ row, key: row.cells[column].textContent.trim() }));
      const compare = numeric ? (a, b) => Number(a.key) - Number(b.key) : (a, b) => a.key.localeCompare(b.key);
      rows.sort((a, b) => (rising ? compare(a, b) : compare(b, a)));
      table.tBodies[0].append(...rows.map(({ row }) => row));
    });
  });
}
const search = document.querySelector('#search');
if (search) {
  search.parentElement.hidden = false;
  const findings = [...document.querySelectorAll('.finding')];
  const count = document.querySelector('#search-count');
  search.addEventListener('input', () => {
    const wanted = search.value.trim().toLocaleLowerCase();
    let shown = 0;
    for (const finding of findings) {
      finding.hidden = wanted !== '' && !finding.textContent.toLocaleLowerCase().includes(wanted);
      if (!finding.hidden) shown += 1;
    }
    count.textContent = wanted === '' ? '' : `${shown} of ${findings.length}`;
  });
}
