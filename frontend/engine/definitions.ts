// Where the definitions of the tables lie in a database file, told from its first page.
// https://sqlite.org/fileformat2.html#b_tree_pages

const HEADER = 100; // bytes of the file's own header, before that of the page
const INTERIOR = 5;

/** Where the pages begin that the first page of a database leads to; none where it holds all definitions itself. */
export function leaves(head: Uint8Array): number[] {
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
  const size = view.getUint16(16) === 1 ? 65536 : view.getUint16(16);
  if (view.getUint8(HEADER) !== INTERIOR) return [];
  const cells = Array.from({ length: view.getUint16(HEADER + 3) }, (_, i) => view.getUint16(HEADER + 12 + 2 * i));
  const pages = [...cells.map((cell) => view.getUint32(cell)), view.getUint32(HEADER + 8)];
  return pages.map((page) => (page - 1) * size);
}
