/** YYYY-MM-DD as dd/MM/yyyy. */
export const vietnameseDate = (date: string): string => date.split('-').reverse().join('/');

/** A UTC instant on Vietnam's clock (UTC+7, no summer time): `05/01/2026 10:04:05`. */
export function instantText(instant: string): string {
  const local = new Date(Date.parse(instant) + 7 * 3_600_000).toISOString();
  return `${vietnameseDate(local.slice(0, 10))} ${local.slice(11, 19)}`;
}
