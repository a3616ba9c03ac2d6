import { type CsvCell, toCsv } from './csv.ts';

/** Hands the rows to the browser as a file of that name. */
export function downloadCsv(fileName: string, rows: readonly (readonly CsvCell[])[]): void {
  const address = URL.createObjectURL(new Blob([toCsv(rows)], { type: 'text/csv;charset=utf-8' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = fileName;
  link.click();
  // Revoked late: some browsers start the download only after the click has returned.
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
