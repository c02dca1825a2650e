/** Fills a table of 50,000 rows: every row has an inner and an outer address, a user, and every tenth a hash. */

const EVENTS = 50_000;

/** @param {number} n */
function cells(n) {
  const hash = n % 10 === 0 ? n.toString(16).padStart(8, '0').repeat(4).replace('0', 'a') : '-';
  return [
    `10:${String(Math.floor(n / 60) % 60).padStart(2, '0')}:${String(n % 60).padStart(2, '0')}`,
    `WS-${n % 900}`,
    `10.20.${(n >> 8) % 256}.${n % 256}`,
    `23.${40 + (n % 7)}.${(n * 7) % 256}.${1 + (n % 200)}`,
    `CORP\\user${n % 300}`,
    hash,
  ];
}

const table = document.getElementById('rows');
const rows = Array.from({ length: EVENTS }, (_, n) => {
  const row = document.createElement('tr');
  for (const text of cells(n)) row.append(Object.assign(document.createElement('td'), { textContent: text }));
  return row;
});
table?.append(...rows);
document.documentElement.dataset.ready = 'yes';
