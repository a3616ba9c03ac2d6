/** The same fact for two readers. */
export interface Sentence {
  readonly vi: string;
  readonly en: string;
}

/** `300.000.000 đồng` and `300,000,000 đồng`: whole đồng, nothing rounded. */
export function amountText(amount: number): Sentence {
  const grouped = (mark: string) => String(amount).replace(/\B(?=(\d{3})+$)/g, mark);
  return { vi: `${grouped('.')} đồng`, en: `${grouped(',')} đồng` };
}

/** `dd/MM/yyyy` of a `YYYY-MM-DD`. */
export const dayText = (date: string): string => date.split('-').reverse().join('/');

/** `60,5` and `60.5`. */
export const percentText = (percent: number): Sentence => ({ vi: String(percent).replace('.', ','), en: String(percent) });

/** `: reason`, or nothing. */
export const because = (reason: string | null): string => (reason === null || reason.trim() === '' ? '' : `: ${reason}`);
