/** A readable table on a terminal: Chinese characters take two columns. */
export function printTable(head: readonly string[], rows: readonly (readonly string[])[], out: { write(text: string): unknown } = process.stdout): void {
  const widths = head.map((title, column) => Math.max(width(title), ...rows.map((row) => width(row[column] ?? ''))));
  for (const row of [head, widths.map((n) => '─'.repeat(n)), ...rows]) {
    out.write(`${row.map((cell, column) => cell + ' '.repeat(Math.max(0, (widths[column] ?? 0) - width(cell)))).join('  ').trimEnd()}\n`);
  }
}

/** Columns on a terminal (Unicode East Asian Width: wide and full-width take two). */
export function width(text: string): number {
  let columns = 0;
  for (const char of text) columns += /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6]/.test(char) ? 2 : 1;
  return columns;
}
