/** The events that the grids show, and the names of their columns. */
const GRID_EVENTS = Array.from({ length: 60 }, (_, index) => ({
  id: index,
  time: `2018-11-24 10:${String(10 + Math.floor(index / 6)).padStart(2, '0')}:${String((index * 7) % 60).padStart(2, '0')}`,
  source: `10.20.30.${20 + index}`,
  sport: 50_100 + index,
  destination: index % 3 === 2 ? `203.0.113.${10 + index}` : `198.51.100.${81 + index}`,
  dport: [443, 53, 8080][index % 3],
  host: `login-portal${index}.evil-cdn.com`,
  action: ['Denied', 'Allowed'][index % 2],
  path: `C:\\Program Files\\Common Files\\tool ${index}.exe`,
}));

const GRID_COLUMNS = [
  { field: 'time', title: 'Time', width: 180 },
  { field: 'source', title: 'Source IP', width: 125 },
  { field: 'sport', title: 'Source Port', width: 90 },
  { field: 'destination', title: 'Destination IP', width: 145 },
  { field: 'dport', title: 'Destination Port', width: 110 },
  { field: 'host', title: 'Host name', width: 215 },
  { field: 'action', title: 'Action', width: 80 },
  { field: 'path', title: 'File path', width: 290 },
];

Object.assign(globalThis, { GRID_EVENTS, GRID_COLUMNS });
